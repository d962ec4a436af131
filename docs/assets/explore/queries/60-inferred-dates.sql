SELECT id AS article_id, published_date, published_precision, published_earliest, published_latest,
       published_note_{lang} AS reason
FROM articles
WHERE published_basis <> 'stated'
ORDER BY id

SELECT id AS article_id, coalesce(title, label_ar) AS title, label_en, published_date, published_basis
FROM articles
WHERE publisher IS NULL
ORDER BY published_date, id

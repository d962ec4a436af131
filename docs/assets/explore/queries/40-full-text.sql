-- The search tables hold folded text: no vowel signs, every alif as ا, ى as ي, ة as ه, small Latin letters.
-- Any run of three letters or more is found. In this page fold('…') folds a word for you.
SELECT s.article_id, a.published_date, coalesce(a.title, a.label_ar) AS title, a.digest_{lang}
FROM article_search_fts f
JOIN article_search s ON s.number = f.rowid
JOIN articles a ON a.id = s.article_id
WHERE article_search_fts MATCH '"{word}"'
ORDER BY f.rank, s.article_id

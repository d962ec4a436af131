SELECT v.publisher_id, p.names_{lang} AS named_source, p.kind,
       count(DISTINCT v.statement_id) AS statements,
       count(DISTINCT s.article_id) AS articles
FROM statement_via v
JOIN publishers p ON p.id = v.publisher_id
JOIN statements s ON s.id = v.statement_id
GROUP BY v.publisher_id
ORDER BY statements DESC, v.publisher_id

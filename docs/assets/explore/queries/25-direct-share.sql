SELECT a.publisher AS publisher_id, p.names_{lang} AS publisher,
       count(*) AS statements,
       sum(s.type = 'direct') AS direct,
       round(100.0 * sum(s.type = 'direct') / count(*), 1) AS direct_percent
FROM statements s
JOIN articles a ON a.id = s.article_id
LEFT JOIN publishers p ON p.id = a.publisher
GROUP BY a.publisher
ORDER BY statements DESC, publisher_id

SELECT substr(date, 1, 4) AS year,
       count(DISTINCT statement_id) AS statements,
       count(DISTINCT speaker_id) AS speakers,
       count(DISTINCT article_id) AS articles
FROM statement_view
GROUP BY year
ORDER BY year

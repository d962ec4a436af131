-- Positions count code points of the page; what is left out of the article, by kind.
SELECT kind, count(DISTINCT article_id) AS articles, count(*) AS spans, sum("end" - start) AS code_points
FROM article_noise
GROUP BY kind
ORDER BY code_points DESC

SELECT statement_id, count(*) AS speakers,
       group_concat(speaker_{lang}, ' + ') AS said_by,
       said_{lang}, date, publisher_{lang}
FROM statement_view
GROUP BY statement_id
HAVING count(*) > 1
ORDER BY speakers DESC, statement_id

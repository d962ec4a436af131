SELECT v.speaker_id, v.speaker_{lang} AS speaker, d.speaker_id AS addressee_id, p.names_{lang} AS addressee,
       count(*) AS statements
FROM statement_addressees d
JOIN statement_view v ON v.statement_id = d.statement_id
JOIN speakers p ON p.id = d.speaker_id
GROUP BY v.speaker_id, d.speaker_id
ORDER BY statements DESC, v.speaker_id, d.speaker_id

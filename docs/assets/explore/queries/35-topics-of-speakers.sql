SELECT l.speaker_id, p.names_{lang} AS speaker, b.topic_id, t.names_{lang} AS topic, count(*) AS statements
FROM statement_about b
JOIN statement_speakers l ON l.statement_id = b.statement_id
JOIN speakers p ON p.id = l.speaker_id
JOIN topics t ON t.id = b.topic_id
GROUP BY l.speaker_id, b.topic_id
ORDER BY statements DESC, l.speaker_id, b.topic_id
LIMIT 100

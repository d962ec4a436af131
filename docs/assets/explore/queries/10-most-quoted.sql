SELECT speaker_id, speaker_{lang}, statements, articles, publishers, first_date, last_date
FROM speaker_counts
ORDER BY statements DESC, speaker_id
LIMIT 25

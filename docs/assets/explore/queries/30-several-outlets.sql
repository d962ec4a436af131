-- One utterance, as each outlet gives it. Statements that share an utterance are reports of the same words.
SELECT utterance, statement_id, speaker_{lang}, publisher_{lang}, type, said_{lang}
FROM statement_view
WHERE utterance IN (
  SELECT s.utterance
  FROM statements s JOIN articles a ON a.id = s.article_id
  WHERE s.utterance IS NOT NULL
  GROUP BY s.utterance
  HAVING count(DISTINCT coalesce(a.publisher, a.id)) > 1)
ORDER BY utterance, statement_id, speaker_position

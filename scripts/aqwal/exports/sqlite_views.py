"""Takes nothing; gives the views of the SQLite file: the joins that every reader of it would write first."""

STATEMENT_VIEW = """
CREATE VIEW statement_view AS
SELECT s.id AS statement_id, s.article_id, s.position, l.position AS speaker_position,
       l.speaker_id, p.names_ar AS speaker_ar, p.names_en AS speaker_en, p.kind AS speaker_kind,
       s.type, s.act, s.said_ar, s.said_en,
       coalesce(s.said_on_date, a.published_date) AS date, s.said_on_date, s.said_on_basis,
       a.published_date, a.published_basis, a.publisher AS publisher_id,
       o.names_ar AS publisher_ar, o.names_en AS publisher_en, coalesce(a.title, a.label_ar) AS article_title,
       s.event AS event_id, s.nested_in, s.utterance, s.certainty, s.in_title
FROM statements s
JOIN articles a ON a.id = s.article_id
JOIN statement_speakers l ON l.statement_id = s.id
JOIN speakers p ON p.id = l.speaker_id
LEFT JOIN publishers o ON o.id = a.publisher
"""

SPEAKER_COUNTS = """
CREATE VIEW speaker_counts AS
SELECT p.id AS speaker_id, p.names_ar AS speaker_ar, p.names_en AS speaker_en, p.kind,
       count(v.statement_id) AS statements,
       count(CASE v.type WHEN 'direct' THEN 1 END) AS direct,
       count(CASE v.type WHEN 'indirect' THEN 1 END) AS indirect,
       count(CASE v.type WHEN 'mixed' THEN 1 END) AS mixed,
       count(DISTINCT v.article_id) AS articles, count(DISTINCT v.publisher_id) AS publishers,
       min(v.date) AS first_date, max(v.date) AS last_date
FROM speakers p LEFT JOIN statement_view v ON v.speaker_id = p.id
GROUP BY p.id
"""

EVENT_REPORTS = """
CREATE VIEW event_reports AS
WITH reports AS (
  SELECT event_id, article_id FROM article_events
  UNION SELECT event, article_id FROM statements WHERE event IS NOT NULL)
SELECT e.id AS event_id, e.names_ar AS event_ar, e.names_en AS event_en, r.article_id,
       a.published_date, a.publisher AS publisher_id, o.names_ar AS publisher_ar, o.names_en AS publisher_en,
       count(s.id) AS statements, count(s.utterance) AS utterances_shared
FROM reports r
JOIN events e ON e.id = r.event_id
JOIN articles a ON a.id = r.article_id
LEFT JOIN publishers o ON o.id = a.publisher
LEFT JOIN statements s ON s.article_id = r.article_id AND s.event = r.event_id
GROUP BY e.id, r.article_id
"""

VIEWS = (STATEMENT_VIEW, SPEAKER_COUNTS, EVENT_REPORTS)

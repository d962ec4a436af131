"""Aqwal: records in, a published dataset out."""

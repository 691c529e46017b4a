"""The words by which questions are found."""

from sqlalchemy import BigInteger, Column, Identity, Index, MetaData, Table, Text, Uuid
from sqlalchemy.dialects.postgresql import TSVECTOR


def search_tables(metadata: MetaData) -> tuple[Table, Table]:
    """Folded texts that the index does not have yet, which adapters/search.py moves; and the index."""
    queue = Table(
        "search_queue",
        metadata,
        Column("position", BigInteger, Identity(always=True), primary_key=True),
        Column("question_id", Uuid, nullable=False),
        Column("search_key", Text, nullable=False),
    )

    words = Table(
        "search_words",
        metadata,
        Column("position", BigInteger, primary_key=True, autoincrement=False),
        Column("question_id", Uuid, nullable=False),
        Column("words", TSVECTOR, nullable=False),
        Index("ix_search_words_words", "words", postgresql_using="gin"),
    )
    return queue, words

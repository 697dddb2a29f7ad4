"""The search index (检索): one narrow row for each subject, written in the subject's own transaction."""

from django.contrib.postgres.fields import ArrayField
from django.contrib.postgres.indexes import GinIndex
from django.contrib.postgres.search import SearchVectorField
from django.db import models


class SearchEntry(models.Model):
    """检索条目: the words of a subject's text and the keyed hashes of its names and number tails."""

    subject_id = models.UUIDField(primary_key=True, editable=False)
    kind = models.CharField("种类", max_length=20)
    vector = SearchVectorField("词")
    grams = ArrayField(models.BigIntegerField(), verbose_name="名称与号码的散列")

    class Meta:
        verbose_name = "检索条目"
        verbose_name_plural = "检索条目"
        indexes = [
            GinIndex(fields=["vector"], name="search_vector", gin_pending_list_limit=512),
            GinIndex(fields=["grams"], name="search_grams", gin_pending_list_limit=512),
        ]

    def __str__(self) -> str:
        return f"{self.kind} {self.subject_id}"

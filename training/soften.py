"""What a teacher says of each window, kept with it for the student to learn from."""

from collections.abc import Sequence

import numpy as np
import torch

from training.batches import BATCH, POINTED, TAGS, Sample, collate
from training.learn import HALVED
from training.network import Network, span_vectors


@torch.no_grad()
def soften(teacher: Network, samples: Sequence[Sample], vocabulary: np.ndarray) -> None:
    """Fill ``soft`` of each sample; ``vocabulary`` gives the teacher's number of each of the student's pieces."""
    teacher.eval()
    order = sorted(samples, key=lambda sample: len(sample.ids))
    for index in range(0, len(order), BATCH):
        group = order[index : index + BATCH]
        batch = collate(group, None)
        ids, *rest = batch.inputs
        with torch.autocast("cpu", dtype=torch.bfloat16, enabled=HALVED):
            hidden = teacher.encode(torch.from_numpy(vocabulary[ids.numpy()]), *rest)
            tags = teacher.tags(hidden).float().numpy()
        vectors = {kind: span_vectors(hidden, spans[..., 0], spans[..., 1]) for kind, spans in batch.spans.items()}
        scores = {
            name: teacher.pointers[name[1]](vectors[a], vectors[b], batch.features[name]).float().numpy()
            for name, (a, b) in POINTED.items()
        }
        for row, sample in enumerate(group):
            sample.soft = {TAGS: tags[row, : len(sample.ids)].astype(np.float16)}
            for name, (a, b) in POINTED.items():
                some = scores[name][row, : len(sample.spans[a])]
                kept = np.concatenate([some[:, : len(sample.spans[b])], some[:, -1:]], axis=1)
                sample.soft[name] = kept.astype(np.float16)
            if sample.other:
                sample.other.soft = sample.soft

"""The training loop: one network on the samples of a corpus, resumable, with a log a line."""

import json
import random
import time
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np
import torch
import torch.nn.functional as F
from torch import Tensor, nn

from training.batches import BATCH, IGNORED, POINTED, TAGS, Batch, Sample, batches, collate
from training.network import LABELS, ROWS, Network, span_vectors

WARM_UP = 0.1
SAVED_EVERY = 50
"""Steps between two checkpoints."""
HALVED = torch.backends.cpu.get_cpu_capability().startswith("AVX512")
"""Whether the processor has an instruction for products of half precision; without one they take ten times as long."""
LOGGED_EVERY = 20


@dataclass(frozen=True)
class Plan:
    """How to train: rates of the new heads and of the encoder, epochs, layers left as they are."""

    epochs: float
    encoder_rate: float
    head_rate: float = 1e-3
    frozen: int = 0
    soft: float = 0.0
    """Share of the loss that comes from the teacher."""
    batch: int = BATCH
    seed: int = 1


def losses(net: Network, batch: Batch, soft: float) -> tuple[Tensor, Tensor]:
    """The tagging loss, each row's added up, and the sum of the pointers'."""
    with torch.autocast("cpu", dtype=torch.bfloat16, enabled=HALVED):
        hidden = net.encode(*batch.inputs)
        tags = net.tags(hidden)
    tagging = torch.zeros(())
    for row in range(ROWS):
        here = batch.labels[:, row] != IGNORED
        if not here.any():
            continue
        columns = slice(row * LABELS, (row + 1) * LABELS)
        mine = tags.float()[..., columns][here]
        loss = F.cross_entropy(mine, batch.labels[:, row][here])
        if soft:
            loss = (1 - soft) * loss + soft * _divergence(mine, batch.soft[TAGS][..., columns][here])
        tagging = tagging + loss
    vectors = {kind: span_vectors(hidden, spans[..., 0], spans[..., 1]) for kind, spans in batch.spans.items()}
    pointing = torch.zeros(())
    for name, (a, b) in POINTED.items():
        with torch.autocast("cpu", dtype=torch.bfloat16, enabled=HALVED):
            scores = net.pointers[name[1]](vectors[a], vectors[b], batch.features[name])
        scores = scores.float().masked_fill(~batch.valid[name], -1e4)
        wanted = batch.targets[name]
        rows = wanted != IGNORED
        if not rows.any():
            continue
        loss = F.cross_entropy(scores[rows], wanted[rows])
        if soft:
            loss = (1 - soft) * loss + soft * _divergence(scores[rows], batch.soft[name][rows])
        pointing = pointing + loss
    return tagging, pointing


def _divergence(mine: Tensor, teachers: Tensor) -> Tensor:
    return F.kl_div(mine.log_softmax(-1), teachers.log_softmax(-1), log_target=True, reduction="batchmean")


def learn(
    net: Network, samples: Sequence[Sample], plan: Plan, folder: Path, vocabulary: np.ndarray | None = None
) -> None:
    """Train ``net`` in place; checkpoints and log.jsonl go to ``folder``, from which a stopped run goes on.

    ``vocabulary`` gives the network's number of each word piece where it counts them otherwise than the samples do.
    """
    folder.mkdir(parents=True, exist_ok=True)
    for part in (net.words, net.positions, net.relative, net.norm if plan.frozen else None, *net.layers[: plan.frozen]):
        if part is not None:
            part.requires_grad_(requires_grad=False)
    optimizer = _optimizer(net, plan)
    total = int(plan.epochs * -(-len(samples) // plan.batch))
    schedule = torch.optim.lr_scheduler.LambdaLR(
        optimizer, lambda step: min((step + 1) / (WARM_UP * total), max(0.0, (total - step) / ((1 - WARM_UP) * total)))
    )
    step = _resume(net, optimizer, schedule, folder)
    epoch_steps = -(-len(samples) // plan.batch)
    began = time.monotonic()
    net.train()
    while step < total:
        epoch, skip = divmod(step, epoch_steps)
        chance = random.Random(plan.seed * 1000 + epoch)
        torch.manual_seed(plan.seed * 100_000 + step)
        for group in list(batches(samples, chance, size=plan.batch))[skip : skip + total - step]:
            batch = collate(group, chance)
            if vocabulary is not None:
                batch.inputs = (torch.from_numpy(vocabulary[batch.inputs[0].numpy()]), *batch.inputs[1:])
            tagging, pointing = losses(net, batch, plan.soft)
            optimizer.zero_grad()
            (tagging + 0.5 * pointing).backward()
            nn.utils.clip_grad_norm_(net.parameters(), 1.0)
            optimizer.step()
            schedule.step()
            step += 1
            if step % LOGGED_EVERY == 0:
                _log(
                    folder,
                    step=step,
                    of=total,
                    tags=tagging.item(),
                    pointers=pointing.item(),
                    seconds=round(time.monotonic() - began),
                )
            if step % SAVED_EVERY == 0 or step == total:
                _save(net, optimizer, schedule, step, folder)
    net.eval()


def _optimizer(net: Network, plan: Plan) -> torch.optim.Optimizer:
    heads, encoder = [], []
    for name, weight in net.named_parameters():
        if weight.requires_grad:
            new = name.split(".")[0] in {"tags", "pointers", "shapes", "quoted"}
            (heads if new else encoder).append(weight)
    groups = [{"params": encoder, "lr": plan.encoder_rate}, {"params": heads, "lr": plan.head_rate}]
    return torch.optim.AdamW(groups, weight_decay=0.01, fused=True)


def _log(folder: Path, **facts: float) -> None:
    with (folder / "log.jsonl").open("a") as out:
        out.write(json.dumps({k: round(v, 4) if isinstance(v, float) else v for k, v in facts.items()}) + "\n")


def _save(net: Network, optimizer: torch.optim.Optimizer, schedule: object, step: int, folder: Path) -> None:
    state = {"net": net.state_dict(), "optimizer": optimizer.state_dict(), "step": step}
    state["schedule"] = schedule.state_dict()  # type: ignore[attr-defined]
    torch.save(state, folder / "checkpoint.new")
    (folder / "checkpoint.new").rename(folder / "checkpoint.pt")


def _resume(net: Network, optimizer: torch.optim.Optimizer, schedule: object, folder: Path) -> int:
    path = folder / "checkpoint.pt"
    if not path.exists():
        return 0
    state = torch.load(path)
    net.load_state_dict(state["net"])
    optimizer.load_state_dict(state["optimizer"])
    schedule.load_state_dict(state["schedule"])  # type: ignore[attr-defined]
    return int(state["step"])

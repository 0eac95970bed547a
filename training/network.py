"""The network: a small transformer encoder, a tagger of words in two rows, and three pointers between tagged spans."""

import json
from dataclasses import dataclass
from pathlib import Path

import numpy as np
import torch
import torch.nn.functional as F
from safetensors.torch import load_file
from torch import Tensor, nn

from claims.extraction.onnx.pieces import QUOTED, SHAPES
from claims.extraction.onnx.pointers import DISTANCES, LINES, POINTERS, RANKS

ROWS = 2
"""Rows of labels: what is reported, and what is reported inside of it."""
LABELS = 7
"""O, then begin and inside of content, cue and speaker words."""
POINTER_WIDTH = 128


@dataclass(frozen=True)
class Shape:
    """The sizes of an encoder, read from its config.json."""

    layers: int
    width: int
    heads: int
    inner: int
    relative: bool
    first_position: int
    epsilon: float

    @classmethod
    def of(cls, folder: Path) -> "Shape":
        config = json.loads((folder / "config.json").read_text())
        mpnet = config["model_type"] == "mpnet"
        return cls(
            config["num_hidden_layers"],
            config["hidden_size"],
            config["num_attention_heads"],
            config["intermediate_size"],
            mpnet,
            2 if mpnet else 0,
            config["layer_norm_eps"],
        )


class Dropout(nn.Module):
    """Dropout with NumPy's generator, which is ten times as fast as torch's own on a processor."""

    def __init__(self, share: float) -> None:
        super().__init__()
        self.share = share
        self.chance = np.random.Generator(np.random.SFC64(1))

    def forward(self, x: Tensor) -> Tensor:
        if not self.training:
            return x
        draws = torch.from_numpy(np.frombuffer(self.chance.bytes(x.numel()), dtype=np.uint8).copy()).view(x.shape)
        limit = round(256 * self.share)
        return x * (draws >= limit).to(x.dtype).mul_(256 / (256 - limit))


class Layer(nn.Module):
    def __init__(self, shape: Shape, dropout: float) -> None:
        super().__init__()
        self.heads = shape.heads
        self.qkv = nn.Linear(shape.width, 3 * shape.width)
        self.out = nn.Linear(shape.width, shape.width)
        self.norm1 = nn.LayerNorm(shape.width, eps=shape.epsilon)
        self.up = nn.Linear(shape.width, shape.inner)
        self.down = nn.Linear(shape.inner, shape.width)
        self.norm2 = nn.LayerNorm(shape.width, eps=shape.epsilon)
        self.dropout = Dropout(dropout)

    def forward(self, x: Tensor, bias: Tensor) -> Tensor:
        batch, size, width = x.shape
        q, k, v = self.qkv(x).view(batch, size, 3, self.heads, width // self.heads).permute(2, 0, 3, 1, 4)
        mixed = F.scaled_dot_product_attention(q, k, v, attn_mask=bias.to(q.dtype))
        mixed = mixed.transpose(1, 2).reshape(batch, size, width)
        x = self.norm1(x + self.dropout(self.out(mixed)))
        return self.norm2(x + self.dropout(self.down(F.gelu(self.up(x)))))


class Network(nn.Module):
    def __init__(self, shape: Shape, words: int, positions: int, dropout: float = 0.1) -> None:
        super().__init__()
        self.shape = shape
        width = shape.width
        self.words = nn.Embedding(words, width)
        self.positions = nn.Embedding(positions, width)
        self.shapes = nn.Embedding(len(SHAPES), width)
        self.quoted = nn.Embedding(len(QUOTED), width)
        nn.init.zeros_(self.shapes.weight)
        nn.init.zeros_(self.quoted.weight)
        self.norm = nn.LayerNorm(width, eps=shape.epsilon)
        self.dropout = Dropout(dropout)
        self.layers = nn.ModuleList(Layer(shape, dropout) for _ in range(shape.layers))
        self.relative = nn.Embedding(32, shape.heads) if shape.relative else None
        self.tags = nn.Linear(width, ROWS * LABELS)
        self.pointers = nn.ModuleDict({name: Pointer(width) for name in POINTERS})

    def encode(self, ids: Tensor, shapes: Tensor, quoted: Tensor, mask: Tensor) -> Tensor:
        """Hidden states ``[batch, size, width]``; ``mask`` is true at pieces, false at padding."""
        size = ids.shape[1]
        place = torch.arange(size, device=ids.device) + self.shape.first_position
        x = self.words(ids) + self.positions(place) + self.shapes(shapes) + self.quoted(quoted)
        x = self.dropout(self.norm(x))
        bias = torch.zeros(mask.shape, dtype=x.dtype).masked_fill(~mask, -1e4)[:, None, None, :]
        if self.relative is not None:
            bias = bias + self.relative(_buckets(size)).permute(2, 0, 1)[None]
        for layer in self.layers:
            x = layer(x, bias)
        return x

    @classmethod
    def from_pretrained(cls, folder: Path) -> "Network":
        """An encoder with the weights of ``folder`` (BERT's or MPNet's names) and new heads."""
        weights = load_file(folder / "model.safetensors")
        weights = {name.removeprefix("bert.").removeprefix("mpnet."): value.float() for name, value in weights.items()}
        shape = Shape.of(folder)
        words = weights["embeddings.word_embeddings.weight"]
        positions = weights["embeddings.position_embeddings.weight"]
        net = cls(shape, len(words), len(positions))
        if "embeddings.token_type_embeddings.weight" in weights:
            positions = positions + weights["embeddings.token_type_embeddings.weight"][0]
        state = net.state_dict()
        state["words.weight"], state["positions.weight"] = words, positions
        for part in ("weight", "bias"):
            state[f"norm.{part}"] = weights[f"embeddings.LayerNorm.{part}"]
        if shape.relative:
            state["relative.weight"] = weights["encoder.relative_attention_bias.weight"]
        for number in range(shape.layers):
            state.update(_layer(weights, number, mpnet=shape.relative))
        net.load_state_dict(state)
        return net


def _layer(weights: dict[str, Tensor], number: int, *, mpnet: bool) -> dict[str, Tensor]:
    """One layer's weights under this module's names."""
    old, new = f"encoder.layer.{number}.", f"layers.{number}."
    attention = ("attn.q", "attn.k", "attn.v") if mpnet else ("self.query", "self.key", "self.value")
    names = {
        "out": "attention.attn.o" if mpnet else "attention.output.dense",
        "norm1": "attention.LayerNorm" if mpnet else "attention.output.LayerNorm",
        "up": "intermediate.dense",
        "down": "output.dense",
        "norm2": "output.LayerNorm",
    }
    out = {}
    for part in ("weight", "bias"):
        out[f"{new}qkv.{part}"] = torch.cat([weights[f"{old}attention.{name}.{part}"] for name in attention])
        for mine, theirs in names.items():
            out[f"{new}{mine}.{part}"] = weights[f"{old}{theirs}.{part}"]
    return out


def _buckets(size: int) -> Tensor:
    """MPNet's 32 buckets of relative position: exact up to 8 in each direction, then by logarithm up to 128."""
    distance = torch.arange(size)[None, :] - torch.arange(size)[:, None]
    back = (distance > 0).long() * 16
    n = distance.abs()
    far = 8 + (torch.log(n.clamp(min=1).float() / 8) / torch.log(torch.tensor(16.0)) * 8).long()
    return back + torch.where(n < 8, n, far.clamp(max=15))


class Pointer(nn.Module):
    """Scores which of the target spans each query span belongs to; the last column is "none"."""

    def __init__(self, width: int) -> None:
        super().__init__()
        self.query = nn.Linear(3 * width, POINTER_WIDTH)
        self.target = nn.Linear(3 * width, POINTER_WIDTH, bias=False)
        self.none = nn.Parameter(torch.zeros(POINTER_WIDTH))
        self.distance = nn.Embedding(DISTANCES, POINTER_WIDTH)
        self.rank = nn.Embedding(RANKS, POINTER_WIDTH)
        self.line = nn.Embedding(LINES, POINTER_WIDTH)
        self.score = nn.Linear(POINTER_WIDTH, 1)
        for table in (self.distance, self.rank, self.line):
            nn.init.normal_(table.weight, std=0.02)

    def forward(self, queries: Tensor, targets: Tensor, features: Tensor) -> Tensor:
        """``queries [b, n, 3w]``, ``targets [b, m, 3w]``, ``features [b, n, m, 3]`` to scores ``[b, n, m + 1]``."""
        query, target = self.query(queries), self.target(targets)
        pair = self.distance(features[..., 0]) + self.rank(features[..., 1]) + self.line(features[..., 2])
        scores = self.score(F.relu(query[:, :, None] + target[:, None] + pair)).squeeze(-1)
        none = self.score(F.relu(query + self.none))
        return torch.cat([scores, none], dim=-1)


def span_vectors(hidden: Tensor, starts: Tensor, ends: Tensor) -> Tensor:
    """First, last and mean hidden state of spans of pieces ``[b, n]`` as ``[b, n, 3w]``."""
    rows = torch.arange(len(hidden))[:, None]
    total = F.pad(hidden.float().cumsum(1), (0, 0, 1, 0))
    mean = (total[rows, ends] - total[rows, starts]) / (ends - starts).clamp(min=1)[..., None]
    return torch.cat([hidden[rows, starts].float(), hidden[rows, (ends - 1).clamp(min=0)].float(), mean], dim=-1)

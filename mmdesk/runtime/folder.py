"""The folder of an exported model for people who use it from another language (model card): the file, its facts, a guide.

The guide is in English, as are the names in the file: it is read by programmers.
"""

import json
from pathlib import Path
from typing import Any

from mmdesk.core.models.exported import PRESENT, Outputs
from mmdesk.core.paths import write_spelled
from mmdesk.core.tasks.registry import task_named
from mmdesk.runtime.onnx_engine import ExportedModel

MODEL, FACTS, GUIDE = "model.onnx", "model.json", "README.md"

OUTPUTS = Outputs(
    scores="(B, {subsets}, C): the answer with only a subset of what is present shown; modality m, counted from 0 in the order of "
    '"modalities", is in subset s if bit m of s is set. The last one is the answer itself, the first one what is said of nothing',
    weights="(B, {modalities}): what the fusion gives to each modality; they sum to 1, absent ones have 0",
    contributions="(B, {modalities}, C): exact Shapley values; over the modalities they sum to scores[:, -1] - scores[:, 0]",
    alone="(B, {modalities}, C): the answer of each modality on its own; means nothing of an absent one",
    contradiction="(B,): 0 to 1, by how much the modalities mean different classes",
    conflict="(B,): whether that is more than usual; do not call such an answer sure",
)

TEXT = """# A model for use elsewhere

`{file}` is a model of mmdesk as one ONNX graph. Any program with ONNX Runtime can ask it: in Python, C++, C#, Java, JavaScript
(`onnxruntime-web`, also in a browser), on Android and iOS (`onnxruntime-mobile`). It needs neither mmdesk nor PyTorch there.
`{facts}` has the same facts as this page for programs.

It takes {modalities}; any of them may be absent. {answer}

## What goes in

B is the number of samples, any.

{inputs}

## What comes out

All are calibrated; C is {outputs_count}.

{outputs}

## In Python

```python
import numpy as np
import onnxruntime

session = onnxruntime.InferenceSession("{file}")
inputs = {{
{python}
}}
wanted = {{one.name for one in session.get_inputs()}}
scores = session.run(["scores"], {{name: value for name, value in inputs.items() if name in wanted}})[0]
print(scores[0, -1])  # of the first sample, with all that is present shown
```

## In JavaScript

```javascript
const session = await ort.InferenceSession.create("{file}");
const inputs = {{
{javascript}
}};
const {{ scores }} = await session.run(inputs);  // scores.data, shape scores.dims
```

The zeros stand for a sample with nothing in it: put your own numbers there, and true where a modality is present.
"""
JAVASCRIPT = {"uint8": "Uint8Array", "float32": "Float32Array", "int64": "BigInt64Array"}


def write_guide(folder: Path, model: ExportedModel) -> None:
    """Write all but the model itself.

    Raises:
        InputError: if it cannot be written
    """
    facts = facts_of(model)
    write_spelled(folder / FACTS, json.dumps(facts, ensure_ascii=False, indent=2) + "\n")
    write_spelled(folder / GUIDE, guide(facts))
    for _, preparation in model.preparations.values():
        for name, text in preparation.files.items():
            write_spelled(folder / name, text)


def facts_of(model: ExportedModel) -> dict[str, Any]:
    """The facts about a model that a program needs which is written in another language."""
    spec = model.spec
    counts = {"modalities": len(spec.modalities), "subsets": 2 ** len(spec.modalities)}
    mask: dict[str, Any] = {"name": PRESENT, "type": "bool", "shape": ["B", counts["modalities"]]}
    mask["how"] = 'Which modalities a sample has, in the order of "modalities".'
    inputs: list[dict[str, Any]] = [
        {
            "name": name,
            "modality": modality,
            "type": str(preparation.nothing.dtype),
            "shape": ["B", *(("N",) if preparation.nothing.dtype == "int64" else preparation.nothing.shape)],
            "nothing": preparation.nothing.tolist() if preparation.nothing.dtype == "int64" else 0,
            "how": preparation.how,
        }
        for name, (modality, preparation) in model.preparations.items()
    ]
    return {
        "file": MODEL,
        "task": spec.task,
        "modalities": list(spec.modalities),
        "labels": list(spec.labels),
        "inputs": [one for one in (mask, *inputs) if one["name"] in model.taken],
        "outputs": [{"name": name, "how": how.format(**counts)} for name, how in zip(Outputs(), OUTPUTS, strict=True)],
    }


def guide(facts: dict[str, Any]) -> str:
    """The page for people."""
    inputs = [f"- `{one['name']}`, {one['type']} {_shape(one['shape'])}: {one['how']}" for one in facts["inputs"]]
    outputs = [f"- `{one['name']}` {one['how']}." for one in facts["outputs"]]
    has_classes = task_named(facts["task"]).has_classes
    classes = f"The classes are those of `labels` in `{FACTS}`, in their order, and scores are probabilities."
    return TEXT.format(
        file=MODEL,
        facts=FACTS,
        modalities=", ".join(facts["modalities"]),
        answer=classes if has_classes else "Its answer is a number.",
        inputs="\n".join(inputs),
        outputs_count=f"{len(facts['labels'])}, one for each class" if has_classes else "1, the number",
        outputs="\n".join(outputs),
        python="\n".join(f'    "{one["name"]}": {_python(one)},' for one in facts["inputs"]),
        javascript="\n".join(f"  {one['name']}: {_javascript(one)}," for one in facts["inputs"]),
    )


def _shape(shape: list[Any]) -> str:
    return f"({', '.join(map(str, shape))})"


def _python(one: dict[str, Any]) -> str:
    if one["type"] == "int64":
        return f"np.array([{one['nothing']}], dtype=np.int64)"
    return f"np.zeros({_shape([1, *one['shape'][1:]])}, dtype=np.{one['type'].replace('bool', 'bool_')})"


def _javascript(one: dict[str, Any]) -> str:
    sizes = [1, *one["shape"][1:]]
    if one["type"] == "bool":
        return f'new ort.Tensor("bool", Array({sizes[-1]}).fill(false), {sizes})'
    if one["type"] == "int64":
        numbers = one["nothing"]
        return f'new ort.Tensor("int64", BigInt64Array.from([{", ".join(f"{n}n" for n in numbers)}]), [1, {len(numbers)}])'
    count = " * ".join(map(str, sizes[1:]))
    return f'new ort.Tensor("{one["type"]}", new {JAVASCRIPT[one["type"]]}({count}), {sizes})'

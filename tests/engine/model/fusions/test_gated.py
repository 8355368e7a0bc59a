import torch
from fusions import D

from mmdesk.core.modalities.registry import MODALITIES
from mmdesk.engine.model.fusions.fusion import Sizes
from mmdesk.engine.model.fusions.gated import MixtureFusion, Whitening


def test_a_mixture_leaves_one_modality_alone_to_its_own_head_and_trusts_nobody_but_as_told():
    torch.manual_seed(0)
    fusion = MixtureFusion(Sizes(tuple(MODALITIES), 8, 4)).eval()
    embeddings, unimodal = torch.randn(5, 3, 8), torch.randn(5, 3, 4)
    fusion.trust.copy_(torch.tensor([0.0, 1.0, 0.0, 0.0]))
    for index in range(3):
        alone = torch.zeros(5, 3, dtype=torch.bool)
        alone[:, index] = True
        logits, _ = fusion(embeddings, alone, unimodal)
        torch.testing.assert_close(logits, unimodal[:, index].log_softmax(-1))
    logits, _ = fusion(embeddings, torch.ones(5, 3, dtype=torch.bool), unimodal)
    assert (logits.argmax(-1) == unimodal[:, 1].argmax(-1)).all()


def test_whitened_features_have_no_correlation_and_equal_variance():
    random = torch.Generator().manual_seed(0)
    embeddings = torch.randn(5000, 300, generator=random) * torch.logspace(0, -1, 300) + 3
    whitening = Whitening(300)
    whitening.fit(embeddings)
    features = whitening(embeddings)
    assert features.shape == (5000, 128)
    torch.testing.assert_close(features.mean(0), torch.zeros(128), atol=1e-2, rtol=0)
    covariance = features.T.cov()
    assert (covariance - torch.diag(covariance.diagonal())).abs().max() < 0.15
    assert covariance.diagonal().min() > 0.8
    assert covariance.diagonal().max() < 1.01


def test_whitening_bears_embeddings_that_are_all_alike():
    whitening = Whitening(D)
    whitening.fit(torch.ones(5, D))
    assert whitening(torch.ones(2, D)).isfinite().all()

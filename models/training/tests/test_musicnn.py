"""Tests of MusiCNN; need no published weights and take seconds."""

import struct

import numpy as np
import pytest
import torch

from networks import tfcheckpoint
from networks.musicnn import COLUMN_S, FRAME_S, FoldedFrontPath, FrontPath, Musicnn, band_matrix, resample


def test_a_resampled_kernel_weighs_a_constant_as_before():
    kernel = torch.randn(2, 3, 128)
    torch.testing.assert_close(resample(kernel, 63).sum(-1), kernel.sum(-1), atol=1e-4, rtol=1e-4)


def test_a_resampled_kernel_weighs_a_ramp_as_before():
    kernel = torch.randn(7)
    columns = resample(kernel, 3)
    frames = (torch.arange(7) - 3) * FRAME_S / COLUMN_S
    places = torch.arange(len(columns)) - len(columns) // 2
    torch.testing.assert_close((columns * places).sum(), (kernel * frames).sum())


def test_bands_keep_a_level_and_follow_pitch():
    matrix = band_matrix()
    torch.testing.assert_close(matrix.sum(1), torch.ones(96))
    assert (matrix.argmax(1).diff() >= 0).all()


@torch.inference_mode()
def test_features_of_silence_are_finite():
    features = Musicnn().eval()(torch.full((2, 128, 39), -80.0))
    assert features.shape == (2, Musicnn.features) and features.isfinite().all()


@torch.inference_mode()
def test_the_folded_network_gives_the_same():
    torch.manual_seed(2)
    network = Musicnn()
    for path in network.front:
        path.norm.weight.normal_()
        path.conv.weight[::2] *= 1e-9
    pictures = torch.rand(5, 128, 39) * -80
    network.adapt([pictures])
    torch.testing.assert_close(network.folded()(pictures), network(pictures), atol=1e-4, rtol=1e-4)


def test_the_folded_network_omits_kernels_of_zeros():
    path = FrontPath(10, (38, 3))
    with torch.no_grad():
        path.conv.weight[3:] *= 1e-9
    assert len(FoldedFrontPath(path).conv.weight) == 3 + 1


@torch.inference_mode()
def test_an_adapted_network_has_the_statistics_of_the_pictures():
    network = Musicnn()
    pictures = [torch.rand(4, 128, 39) * -80 for _ in range(2)]
    network.adapt(pictures)
    images = torch.cat([network.image(part) for part in pictures])
    torch.testing.assert_close(images.mean(), torch.tensor(0.0), atol=1e-2, rtol=0)
    assert not network.training


def block(entries: list[tuple[bytes, bytes]]) -> bytes:
    body = b"".join(bytes((0, len(key), len(value))) + key + value for key, value in entries)
    return body + struct.pack("<II", 0, 1)


def test_a_checkpoint_is_read_by_name():
    values = np.array([[1.5, 2.5]], np.float32)
    shape = b"\x12\x02\x08\x01\x12\x02\x08\x02"  # two sizes: 1 and 2
    message = bytes((8, 1, 0x12, len(shape))) + shape + bytes((0x28, 8))
    entries = block([(b"", b""), (b"dense/bias", message)])
    top = block([(b"z", bytes((0, len(entries))))])
    places = bytes((0, 0, len(entries) + 5, len(top)))
    index = entries + bytes(5) + top + bytes(5) + places.ljust(40, b"\0") + tfcheckpoint.MAGIC
    found = tfcheckpoint.read(index, values.tobytes())
    assert list(found) == ["dense/bias"]
    np.testing.assert_array_equal(found["dense/bias"], values)


def test_other_files_are_rejected():
    with pytest.raises(ValueError, match="not a TensorFlow V2 checkpoint"):
        tfcheckpoint.read(bytes(100), b"")

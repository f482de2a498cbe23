"""Networks for the trials, entered in the library's table and taken from there by name."""

from torch import nn

from landcover.model.networks import NETWORKS, ResidualBlock, TileNet

GELU, FULL_STRENGTH = "tilenet-gelu", "tilenet-full-strength"
DROPOUT = "tilenet-dropout"
NETWORKS.update({GELU: "experiments.networks:GeluTileNet",
                 DROPOUT: "experiments.networks:DropoutTileNet",
                 FULL_STRENGTH: "experiments.networks:FullStrengthTileNet"})


class GeluTileNet(TileNet):
    "TileNet with GELU where its convolution blocks have ReLU."

    def __init__(self, n_classes: int, n_bands: int, width: int):
        super().__init__(n_classes, n_bands, width)
        for block in self.modules():
            if isinstance(block, nn.Sequential) and isinstance(block[-1], nn.ReLU):
                block[-1] = nn.GELU()


class FullStrengthTileNet(TileNet):
    "TileNet whose residual blocks add to their input from the start."

    def __init__(self, n_classes: int, n_bands: int, width: int):
        super().__init__(n_classes, n_bands, width)
        for block in self.modules():
            if isinstance(block, ResidualBlock):
                nn.init.ones_(block.body[-1].weight)


class DropoutTileNet(TileNet):
    "TileNet that in training forgets half of its features before the last layer."

    def __init__(self, n_classes: int, n_bands: int, width: int):
        super().__init__(n_classes, n_bands, width)
        self.head = nn.Sequential(nn.Dropout(0.5), self.head)

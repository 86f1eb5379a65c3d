"""Options that say what there is at AWS to do work with; by default that of the deployment."""

from typing import Annotated

import typer

from smartcat.api.planning import Container, FunctionShape, Processor

FUNCTION, CONTAINER = FunctionShape(), Container()

_PANEL = "What there is at AWS (by default that of the deployment)"

LambdaMemory = Annotated[
    int,
    typer.Option(
        min=128, max=10_240, metavar="MIB", help="Memory of the function.", rich_help_panel=_PANEL
    ),
]
LambdaTimeout = Annotated[
    int,
    typer.Option(
        min=1,
        max=900,
        metavar="SECONDS",
        help="When the function is ended.",
        rich_help_panel=_PANEL,
    ),
]
LambdaArchitecture = Annotated[
    Processor, typer.Option(help="Processor of the function.", rich_help_panel=_PANEL)
]
MaxInlineBytes = Annotated[
    int,
    typer.Option(
        envvar="SMARTCAT_MAX_INLINE_BYTES",
        min=0,
        metavar="BYTES",
        help="Larger documents go to AWS Batch without a look inside.",
        rich_help_panel=_PANEL,
    ),
]
WorkerVcpus = Annotated[
    float,
    typer.Option(min=0.25, metavar="VCPUS", help="vCPUs of a container.", rich_help_panel=_PANEL),
]
WorkerMemory = Annotated[
    int,
    typer.Option(min=512, metavar="MIB", help="Memory of a container.", rich_help_panel=_PANEL),
]

"""Start ministack with the emulation of AWS Batch in the place of its stub.

The environment says how: ministack's variables, such as ``GATEWAY_PORT``, and ``DOCKER_HOST``.
"""

import json
import os
from collections.abc import Mapping, Sequence

from ministack.app import main
from ministack.core.responses import get_account_id, get_region
from ministack.services import batch as stub
from ministack.services import lambda_svc

from emulation.batch import BatchService
from emulation.batch.names import Place
from emulation.batch.surroundings import Surroundings
from emulation.docker_containers import DockerContainers
from emulation.ministack_services import MinistackServices
from emulation.rights import know_resources

Answer = tuple[int, dict[str, str], bytes]


def plug_in() -> None:
    """Have requests for AWS Batch answered by the emulation."""
    region = get_region()
    reached_by = {
        "AWS_ENDPOINT_URL": os.environ["AWS_ENDPOINT_URL"],
        "AWS_REGION": region,
        "AWS_DEFAULT_REGION": region,
    }
    place = Place(get_account_id(), region)
    know_resources(place)
    service = BatchService(
        place,
        Surroundings(DockerContainers(), MinistackServices(), reached_by),
    )

    answered: dict[str, Answer] = {}

    async def handle_request(
        method: str,
        path: str,
        headers: Mapping[str, str],
        body: bytes,
        query: Mapping[str, Sequence[str]],
    ) -> Answer:
        # The server cuts a connection now and then, and the client, which saw no answer, asks
        # again: what was made meanwhile must not be refused as being there already.
        call = headers.get("amz-sdk-invocation-id")
        if call in answered:
            return answered[call]
        status, told = service.answer(method, path, body, query)
        kind = {"x-amzn-errortype": "ClientException"} if status >= 400 else {}
        answer = status, {"Content-Type": "application/json", **kind}, json.dumps(told).encode()
        if call and status < 400:
            answered[call] = answer
        return answer

    stub.handle_request = handle_request
    stub.reset = service.end
    stub.get_state = dict
    stub.load_persisted_state = lambda _state: None
    # The engine has the folders of this machine, even if that is a container itself: packages are
    # mounted, and not copied to where functions could write.
    lambda_svc._is_in_container = False


if __name__ == "__main__":
    plug_in()
    main()

"""Starts LocalStack 4.14.0, which listens on every interface whatever GATEWAY_LISTEN says: this keeps it on loopback."""

from functools import partial

from twisted.internet import endpoints

endpoints.TCP4ServerEndpoint = partial(endpoints.TCP4ServerEndpoint, interface="127.0.0.1")

from localstack.runtime.main import main  # noqa: E402

main()

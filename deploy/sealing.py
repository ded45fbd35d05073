"""The log of a folder or of a Kafka cluster, sealed with the keys of the clients."""

from collections.abc import Mapping

from deploy.data_dir import DataDir
from shared.settings import SettingsError, required, secret
from shared.transport.embedded import EmbeddedLog
from shared.transport.embedded_keys import EmbeddedKeys
from shared.transport.kafka import KafkaLog, create_topics
from shared.transport.kafka_keys import KEY_TOPIC_SETTINGS, KafkaKeys
from shared.transport.keys import SECRET_LENGTH, ClientKeys
from shared.transport.sealed import SealedLog
from shared.transport.topics import ALL_TOPICS, KEYS

SEALING_KEY = "ZL_SEALING_KEY"


def log_of_folder(folder: DataDir) -> SealedLog:
    return SealedLog(EmbeddedLog(folder.log_file), keys_of_folder(folder))


def keys_of_folder(folder: DataDir) -> ClientKeys:
    return ClientKeys(EmbeddedKeys(folder.keys_file), folder.sealing_key)


def log_of_cluster(environment: Mapping[str, str]) -> SealedLog:
    """Raises SettingsError."""
    return SealedLog(KafkaLog(required(environment, "ZL_KAFKA_BOOTSTRAP")), keys_of_cluster(environment))


def keys_of_cluster(environment: Mapping[str, str]) -> ClientKeys:
    """Raises SettingsError."""
    key = secret(environment, SEALING_KEY, SECRET_LENGTH)
    try:
        return ClientKeys(KafkaKeys(required(environment, "ZL_KAFKA_BOOTSTRAP")), key)
    except ValueError:
        raise SettingsError(
            f"{SEALING_KEY} must be {SECRET_LENGTH} hexadecimal digits; make it once, and keep it"
        ) from None


def make_topics(bootstrap: str) -> list[str]:
    """All topics, as far as they are not there; gives their names. Raises TransportUnavailable, and ValueError as
    create_topics."""
    create_topics(bootstrap, ALL_TOPICS)
    create_topics(bootstrap, [KEYS], KEY_TOPIC_SETTINGS)
    return [topic.name for topic in (*ALL_TOPICS, KEYS)]

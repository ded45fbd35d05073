"""A real single-node Kafka without Docker: jars from Maven Central, one Java process, one folder."""

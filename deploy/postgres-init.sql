-- One database and one role per service, made once when the server's folder is empty. A service cannot open another's
-- database. Passwords come from the environment; docker-compose.yml does not start without them.
\set ON_ERROR_STOP on

\getenv password ZL_INTAKE_DATABASE_PASSWORD
CREATE ROLE intake LOGIN PASSWORD :'password';
CREATE DATABASE intake OWNER intake;
REVOKE ALL ON DATABASE intake FROM PUBLIC;

\getenv password ZL_MIGRATION_DATABASE_PASSWORD
CREATE ROLE migration LOGIN PASSWORD :'password';
CREATE DATABASE migration OWNER migration;
REVOKE ALL ON DATABASE migration FROM PUBLIC;

\getenv password ZL_BILLING_DATABASE_PASSWORD
CREATE ROLE billing LOGIN PASSWORD :'password';
CREATE DATABASE billing OWNER billing;
REVOKE ALL ON DATABASE billing FROM PUBLIC;

\getenv password ZL_NOTIFICATIONS_DATABASE_PASSWORD
CREATE ROLE notifications LOGIN PASSWORD :'password';
CREATE DATABASE notifications OWNER notifications;
REVOKE ALL ON DATABASE notifications FROM PUBLIC;

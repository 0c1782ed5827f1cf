#pragma once

#include <libpq-fe.h>

#include <stdexcept>

/// The lock of a session on a database, by which instances of Rollcall know of each other. For connections outside a
/// transaction and a pipeline. What cannot be asked is thrown as std::runtime_error with one plain line.
namespace rollcall::database::postgres {

/// The database is used in a way that excludes this one.
struct DatabaseInUse : std::runtime_error {
    using std::runtime_error::runtime_error;
};

/// Takes the lock that instances share. Throws DatabaseInUse where it is not to be had after some seconds.
void lock_beside_others(PGconn* connection);

/// Takes the lock that excludes all others. Throws DatabaseInUse where it is not to be had after some seconds.
void lock_alone(PGconn* connection);

/// Gives up the lock that is shared, and tries to take the one that excludes all others.
bool try_to_lock_alone_instead(PGconn* connection);

void unlock_alone(PGconn* connection);

/// Throws std::runtime_error where the newest migration is another one.
void require_schema(PGconn* connection, int version);

}  // namespace rollcall::database::postgres

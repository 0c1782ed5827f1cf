#pragma once

#include <libpq-fe.h>

#include <string>

#include "database/postgres/bound_values.hpp"
#include "database/postgres/result.hpp"

namespace rollcall::database::postgres {

/// Statements that are sent without waiting for the results of those before: libpq's pipeline mode. The results arrive
/// in the order of the statements. After one that fails the server skips those that follow it, up to the next `sync`.
class Pipeline {
public:
    /// Begins on a connection without results that are unread; null ends it.
    void start(PGconn* connection);

    /// Gives the connection back to functions that are not of a pipeline, until `resume`. Everything was received.
    void pause();
    void resume();

    void send(const std::string& sql);
    void send_prepare(const std::string& name, const std::string& sql);
    void send_prepared(const std::string& name, const BoundValues& values);

    /// Lets the server send the results of what was sent. What it runs until the next `sync` is one transaction, unless
    /// a BEGIN was sent.
    void flush();

    /// The same, and ends that transaction. `receive` reads over it; or see `drain`.
    void sync();

    /// Waits for the result of the next statement. One that the server skipped has failed.
    Result receive();

    /// Waits until the server has answered everything that was sent, a `sync` last, and forgets its answers.
    void drain();

private:
    PGconn* connection_ = nullptr;
    int unread_syncs_ = 0;
};

}  // namespace rollcall::database::postgres

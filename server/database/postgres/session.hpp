#pragma once

#include <libpq-fe.h>

#include <memory>
#include <string>

/// The session of a connection. What cannot be had is thrown as std::runtime_error with one plain line without the
/// password.
namespace rollcall::database::postgres {

struct EndSession {
    void operator()(PGconn* session) const { PQfinish(session); }
};
using Session = std::unique_ptr<PGconn, EndSession>;

/// Of a server that is supported and can be written to: not a standby, whose answers may be old. Where the address
/// names several servers, the first that can be written to.
Session open_session(const std::string& address);

/// Throws LastingError where a pooler is between, and others may get the session after any transaction: locks and
/// settings would be theirs. For a session outside a transaction and a pipeline.
void require_own_session(PGconn* session, const std::string& address);

/// The value that a statement answers. For a session outside a pipeline.
std::string ask(PGconn* session, const char* sql);

}  // namespace rollcall::database::postgres

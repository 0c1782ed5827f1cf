#pragma once

#include <memory>

#include "http/server/client_connection.hpp"

namespace rollcall::http {

/// While it exists, checks about twice a second whether the caller still has access to what the connection sends, and
/// resets the connection if not. It checks only while the client is slow to read; unsent bytes are discarded.
class RevocationWatch {
public:
    RevocationWatch(ClientConnection& connection, const Executor& executor, HandlerPool& pool,
                    AccessCheck access_check);
    /// A check may still be running: its result is ignored.
    ~RevocationWatch();
    RevocationWatch(const RevocationWatch&) = delete;
    RevocationWatch& operator=(const RevocationWatch&) = delete;

private:
    class Checks;
    std::shared_ptr<Checks> checks_;
};

}  // namespace rollcall::http

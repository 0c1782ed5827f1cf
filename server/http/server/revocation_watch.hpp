#pragma once

#include <chrono>
#include <memory>

#include "http/server/connection.hpp"

namespace rollcall::http {

/// For as long as this is there, asks about twice a second whether what a connection sends may still be sent, and
/// resets the connection when not. Asks only while the client takes its time: what it has not fetched yet it does not
/// get.
class RightWatch {
public:
    static constexpr std::chrono::milliseconds interval{500};

    RightWatch(Connection& connection, const Executor& executor, HandlerPool& pool, StillAllowed still_allowed);
    /// May be while a question is still being answered: then the answer is for nobody.
    ~RightWatch();
    RightWatch(const RightWatch&) = delete;
    RightWatch& operator=(const RightWatch&) = delete;

private:
    class Rounds;
    std::shared_ptr<Rounds> rounds_;
};

}  // namespace rollcall::http

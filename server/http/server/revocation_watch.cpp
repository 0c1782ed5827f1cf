#include "http/server/revocation_watch.hpp"

#include <spdlog/spdlog.h>
#include <boost/asio/post.hpp>

#include <exception>
#include <utility>

namespace rollcall::http {

namespace asio = boost::asio;
using boost::system::error_code;

/// Lives until its last question is answered. All but the question itself happens on the network thread.
class RightWatch::Rounds final : public std::enable_shared_from_this<Rounds>, public HandlerPool::Task {
public:
    Rounds(Connection& connection, const Executor& executor, HandlerPool& pool, StillAllowed still_allowed)
        : connection_(&connection), timer_(executor), pool_(pool), still_allowed_(std::move(still_allowed)) {}

    void begin() {
        timer_.expires_after(interval);
        timer_.async_wait([self = shared_from_this()](const error_code& cancelled) {
            if (cancelled || !self->connection_) return;
            self->connection_->is_sending() ? self->ask() : self->begin();
        });
    }

    void end() {
        connection_ = nullptr;
        timer_.cancel();
    }

    void run() noexcept override {
        is_allowed_ = answer();
        const auto network = timer_.get_executor();
        asio::post(network, [self = std::move(asking_)] { self->take_answer(); });  // which may be the end of this
    }

private:
    void ask() {
        asking_ = shared_from_this();
        pool_.post(*this);
    }

    /// Where it cannot be known it is not allowed.
    bool answer() noexcept try { return still_allowed_(); } catch (const std::exception& error) {
        spdlog::warn("It cannot be told whether an answer may still be sent: {}", error.what());
        return false;
    }

    void take_answer() {
        if (!connection_) return;
        is_allowed_ ? begin() : connection_->reset();
    }

    Connection* connection_;  ///< null once the answer is over
    Timer timer_;
    HandlerPool& pool_;
    const StillAllowed still_allowed_;
    std::shared_ptr<Rounds> asking_;  ///< itself, while it is on the pool
    bool is_allowed_ = true;
};

RightWatch::RightWatch(Connection& connection, const Executor& executor, HandlerPool& pool, StillAllowed still_allowed)
    : rounds_(std::make_shared<Rounds>(connection, executor, pool, std::move(still_allowed))) {
    rounds_->begin();
}

RightWatch::~RightWatch() { rounds_->end(); }

}  // namespace rollcall::http

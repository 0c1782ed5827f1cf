#include "http/server/revocation_watch.hpp"

#include <spdlog/spdlog.h>

#include <boost/asio/post.hpp>
#include <exception>
#include <utility>

namespace rollcall::http {

namespace asio = boost::asio;
using boost::system::error_code;

/// Lives until its last check has ended. Everything but the check itself runs on the network thread.
class RevocationWatch::Checks final : public std::enable_shared_from_this<Checks>, public HandlerPool::Task {
public:
    Checks(ClientConnection& connection, const Executor& executor, HandlerPool& pool, AccessCheck access_check)
        : connection_(&connection), timer_(executor), pool_(pool), access_check_(std::move(access_check)) {}

    void begin() {
        timer_.expires_after(revocation_check_interval);
        timer_.async_wait([self = shared_from_this()](const error_code& cancelled) {
            if (cancelled || !self->connection_) return;
            self->connection_->is_sending() ? self->check() : self->begin();
        });
    }

    void end() {
        connection_ = nullptr;
        timer_.cancel();
    }

    void run() noexcept override {
        is_allowed_ = check_access();
        const auto network = timer_.get_executor();
        asio::post(network, [self = std::move(checking_)] { self->use_result(); });  // this may be destroyed now
    }

private:
    void check() {
        checking_ = shared_from_this();
        pool_.post(*this);
    }

    /// False also when it cannot be determined.
    bool check_access() noexcept try { return access_check_(); } catch (const std::exception& error) {
        spdlog::warn("It cannot be determined whether a response may still be sent: {}", error.what());
        return false;
    }

    void use_result() {
        if (!connection_) return;
        is_allowed_ ? begin() : connection_->reset();
    }

    ClientConnection* connection_;  ///< null once the response has ended
    Timer timer_;
    HandlerPool& pool_;
    const AccessCheck access_check_;
    std::shared_ptr<Checks> checking_;  ///< itself, while it is on the pool
    bool is_allowed_ = true;
};

RevocationWatch::RevocationWatch(ClientConnection& connection, const Executor& executor, HandlerPool& pool,
                                 AccessCheck access_check)
    : checks_(std::make_shared<Checks>(connection, executor, pool, std::move(access_check))) {
    checks_->begin();
}

RevocationWatch::~RevocationWatch() { checks_->end(); }

}  // namespace rollcall::http

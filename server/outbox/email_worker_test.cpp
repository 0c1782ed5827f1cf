#include "outbox/email_worker.hpp"

#include <gtest/gtest.h>

#include <condition_variable>
#include <future>
#include <mutex>

#include "core/temporary_folder.hpp"
#include "database/open_database.hpp"
#include "database/testing.hpp"

namespace rollcall::outbox {
namespace {

using namespace std::chrono_literals;
using Outcome = mail::DeliveryResult::Outcome;

/// A mail server that never answers.
class SilentServer final : public mail::Transport {
public:
    mail::DeliveryResult deliver(const mail::Message&, std::stop_token stop) override {
        std::mutex mutex;
        std::condition_variable_any changed;
        std::unique_lock lock(mutex);
        begun.set_value();
        changed.wait_for(lock, stop, 20s, [] { return false; });
        return {Outcome::try_again, stop.stop_requested() ? "stopped" : "no answer"};
    }

    std::promise<void> begun;
};

TEST(EmailWorker, ends_an_immediate_delivery_when_the_server_stops) {
    const TemporaryFolder folder;
    const database::testing::FixedClock clock;
    const auto database = database::open_sqlite(folder.file("rollcall.db"), clock);
    const auto key = SealingKey::load_or_create(folder.file("key"));
    const mail::Folder mails(folder.file("outbox"));
    SilentServer server;
    EmailWorker worker({*database, clock, key, server, mails, "rollcall@example.com", {}});

    auto delivery = std::async(std::launch::async, [&] {
        return worker.deliver_now({"Harbour", {"Eva", "eva@example.com"}, {"Subject", "Text", "<p></p>"}}, clock.now());
    });
    server.begun.get_future().wait();
    worker.stop_immediate_deliveries();
    EXPECT_EQ(delivery.get().reason, "stopped");
}

}  // namespace
}  // namespace rollcall::outbox

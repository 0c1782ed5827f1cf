#include "outbox/delivery.hpp"

#include <gtest/gtest.h>

#include <filesystem>
#include <fstream>
#include <vector>

#include "core/temporary_folder.hpp"
#include "database/open_database.hpp"
#include "database/testing.hpp"
#include "database/testing_steps.hpp"
#include "jobs/job_limits.hpp"
#include "outbox/outbox_limits.hpp"

namespace rollcall::outbox {

namespace {

using namespace std::chrono_literals;
using Outcome = mail::DeliveryResult::Outcome;

// A mail server that answers or not, at a clock that the test sets. Real ones are in tests/api/mail.test.ts.
class Server final : public mail::Transport {
public:
    mail::DeliveryResult deliver(const mail::Message& message, std::stop_token) override {
        attempts.push_back(message);
        if (on_attempt) on_attempt();
        return answer;
    }

    mail::DeliveryResult answer{Outcome::sent, {}};
    std::vector<mail::Message> attempts;
    std::function<void()> on_attempt;
};

class Outbox : public ::testing::Test {
protected:
    Outbox() {
        database->write([&](database::Transaction& tx) {
            tx.execute(
                "INSERT INTO members (id, email, email_folded, name, name_folded, role, permissions, password_hash, "
                "created_at) VALUES ('eva', 'eva@example.com', 'eva@example.com', 'Eva', 'eva', 'member', 0, '', 0)");
        });
    }

    MailId queue(const std::string& token = "a token") {
        return database->write([&](database::Transaction& tx) {
            return queue_email(tx, key, EmailKind::invitation, MemberId(std::string("eva")), token, clock.now());
        });
    }

    Email stored(const MailId& id) {
        return database->read([&](database::Transaction& tx) { return find_email(tx, id).value(); });
    }

    std::size_t deliver() { return deliver_due_emails(context()); }

    DeliveryContext context() {
        return {*database, clock, key, server, mails, "rollcall@example.com", {{EmailKind::invitation, compose}}};
    }

    TemporaryFolder folder;
    database::testing::FixedClock clock;
    std::unique_ptr<database::Database> database = database::open_sqlite(folder.file("rollcall.db"), clock);
    SealingKey key = SealingKey::load_or_create(folder.file("key"));
    mail::Folder mails{folder.file("outbox")};
    Server server;
    ComposeEmail compose = [](database::Transaction&, std::string_view token) {
        return ComposedEmail{"Harbour", {"Eva", "eva@example.com"}, {"Subject", std::string(token), "<p></p>"}};
    };
};

}  // namespace

TEST_F(Outbox, delivers_what_is_queued_once_and_deletes_the_token) {
    const auto id = queue();
    EXPECT_EQ(deliver(), 1U);
    EXPECT_EQ(deliver(), 0U);
    ASSERT_EQ(server.attempts.size(), 1U);
    EXPECT_EQ(server.attempts[0].content.text, "a token");
    EXPECT_EQ(server.attempts[0].id, id.text());
    EXPECT_EQ(stored(id).state, EmailState::sent);
    EXPECT_EQ(stored(id).sent_at, clock.now());
    const auto kept = database->read([&](database::Transaction& tx) {
        return tx.first("SELECT sealed_token FROM mail", [](const database::Row& row) { return row.is_null(0); });
    });
    EXPECT_EQ(kept, true);
}

TEST_F(Outbox, delivers_once_the_mail_server_answers_again_after_an_hour) {
    const auto id = queue();
    server.answer = {Outcome::try_again, "The mail server cannot be reached."};
    const auto start = clock.time;
    while (clock.time - start < 1h) {
        deliver();
        clock.time += 10s;
    }
    EXPECT_EQ(stored(id).state, EmailState::queued);
    EXPECT_EQ(stored(id).reason, "The mail server cannot be reached.");
    EXPECT_EQ(server.attempts.size(), 5U) << "at once, and after 10 s, 1 min, 5 min and 15 min";

    server.answer = {Outcome::sent, {}};
    clock.time += 1h;
    EXPECT_EQ(deliver(), 1U);
    EXPECT_EQ(stored(id).state, EmailState::sent);
    EXPECT_EQ(stored(id).reason, std::nullopt);
    EXPECT_EQ(server.attempts.size(), 6U);
    for (const auto& attempt : server.attempts) EXPECT_EQ(attempt.id, id.text());
}

TEST_F(Outbox, gives_up_after_two_days_and_at_once_where_it_is_refused) {
    const auto id = queue();
    server.answer = {Outcome::try_again, "Away."};
    const auto start = clock.time;
    while (clock.time - start < 49h) {
        deliver();
        clock.time += 1min;
    }
    EXPECT_EQ(stored(id).state, EmailState::failed);
    EXPECT_EQ(stored(id).reason, "Away.");

    server.answer = {Outcome::refused, "550"};
    const auto refused = queue();
    deliver();
    EXPECT_EQ(stored(refused).state, EmailState::failed);
    clock.time += 48h;
    EXPECT_EQ(deliver(), 0U);
}

TEST_F(Outbox, delivers_nothing_that_is_not_composed_any_more) {
    queue();
    compose = [](database::Transaction&, std::string_view) { return std::nullopt; };
    deliver();
    EXPECT_TRUE(server.attempts.empty());
    EXPECT_EQ(deliver(), 0U);
}

TEST_F(Outbox, fails_with_a_reason_where_the_key_file_is_another) {
    const auto id = queue();
    key = SealingKey::load_or_create(folder.file("another key"));
    testing::internal::CaptureStdout();
    deliver();
    const auto log = testing::internal::GetCapturedStdout();
    EXPECT_EQ(stored(id).state, EmailState::failed);
    EXPECT_NE(stored(id).reason->find("key file"), std::string::npos);
    EXPECT_NE(log.find("Email " + id.text() + " cannot be sent: "), std::string::npos) << log;
}

TEST_F(Outbox, tries_again_what_a_crash_interrupted) {
    const auto id = queue();
    server.on_attempt = [] { throw std::runtime_error("the end"); };
    EXPECT_THROW(deliver(), std::runtime_error);
    server.on_attempt = nullptr;
    EXPECT_EQ(deliver(), 0U) << "somebody may still be delivering it";
    clock.time += jobs::lease_time;
    EXPECT_EQ(deliver(), 1U);
    EXPECT_EQ(stored(id).attempts, 2);
}

// Two instances over one database: what one is delivering is not due for the other one.
TEST_F(Outbox, leaves_an_email_to_the_instance_that_delivers_it_for_as_long_as_it_takes) {
    const auto id = queue();
    const auto here = context();
    server.on_attempt = [&] {
        server.on_attempt = nullptr;
        for (int renewals = 0; renewals < 5; ++renewals) {
            clock.time += jobs::lease_time - 1s;
            EXPECT_EQ(deliver(), 0U);
            renew_email_leases(here);
        }
    };
    EXPECT_EQ(deliver_due_emails(here), 1U);
    EXPECT_EQ(server.attempts.size(), 1U);
    EXPECT_EQ(stored(id).state, EmailState::sent);
    renew_email_leases(here);
    clock.time += 1h;
    EXPECT_EQ(deliver(), 0U);
}

TEST_F(Outbox, sends_the_same_message_twice_where_an_instance_could_not_renew_its_claim) {
    const auto id = queue();
    server.on_attempt = [&] {
        server.on_attempt = nullptr;
        clock.time += jobs::lease_time;
        EXPECT_EQ(deliver(), 1U);
        server.answer = {Outcome::try_again, "The connection was lost."};
    };
    EXPECT_EQ(deliver(), 1U);
    ASSERT_EQ(server.attempts.size(), 2U);
    EXPECT_EQ(server.attempts[0].id, server.attempts[1].id);
    EXPECT_EQ(stored(id).state, EmailState::sent) << "also where the later news is worse";
    clock.time += 1h;
    EXPECT_EQ(deliver(), 0U);
}

TEST_F(Outbox, is_due_after_a_take_over_except_for_what_is_being_delivered) {
    queue("waits");
    server.answer = {Outcome::try_again, "Away."};
    deliver();
    clock.time += 10s;
    deliver();  // and waits a minute from now on
    server.answer = {Outcome::sent, {}};
    server.on_attempt = [&] {
        server.on_attempt = nullptr;
        database->write([&](database::Transaction& tx) { update_queued_emails_due(tx, clock.now()); });
        EXPECT_EQ(deliver(), 1U) << "the one that waits";
    };
    queue("being delivered");
    deliver();
    ASSERT_EQ(server.attempts.size(), 4U);
    EXPECT_EQ(server.attempts[2].content.text, "being delivered");
    EXPECT_EQ(server.attempts[3].content.text, "waits");
}

TEST_F(Outbox, keeps_no_file_of_an_email_whose_member_was_removed_while_it_was_sent) {
    const auto id = queue();
    const auto file = folder.file("outbox/" + id.text() + ".eml");
    server.answer = {Outcome::kept, {}};
    server.on_attempt = [&] {
        std::ofstream(file) << "Eva";
        database->write([](database::Transaction& tx) { tx.execute("DELETE FROM members"); });
    };
    deliver();
    EXPECT_FALSE(std::filesystem::exists(file));
}

TEST_F(Outbox, withdraws_what_is_not_sent_yet) {
    const auto first = queue("first");
    deliver();
    queue("second");
    database->write(
        [](database::Transaction& tx) { withdraw_emails(tx, EmailKind::invitation, MemberId(std::string("eva"))); });
    EXPECT_EQ(deliver(), 0U);
    EXPECT_EQ(stored(first).state, EmailState::sent);
}

TEST(Retries, come_later_each_time_and_at_most_an_hour_later) {
    const auto now = from_milliseconds(1'795'000'000'000);
    EXPECT_EQ(retries.next_attempt(1, now, now), now + 10s);
    EXPECT_EQ(retries.next_attempt(2, now, now), now + 1min);
    EXPECT_EQ(retries.next_attempt(3, now, now), now + 5min);
    EXPECT_EQ(retries.next_attempt(4, now, now), now + 15min);
    EXPECT_EQ(retries.next_attempt(5, now, now), now + 1h);
    EXPECT_EQ(retries.next_attempt(40, now - 47h, now), now + 1h);
    EXPECT_EQ(retries.next_attempt(41, now - 48h, now), std::nullopt);
}

TEST(QueuedEmails, are_claimed_without_a_look_at_those_that_wait) {
    database::testing::CountedSqlite sqlite;
    auto& tx = sqlite.connection();
    tx.begin();
    tx.execute(
        "INSERT INTO members (id, email, email_folded, name, name_folded, role, permissions, password_hash, "
        "created_at) VALUES ('eva', 'eva@example.com', 'eva@example.com', 'Eva', 'eva', 'member', 0, '', 0)");
    for (int number = 0; number < 2000; ++number) {
        tx.execute(
            "INSERT INTO mail (id, member_id, kind, sealed_token, state, next_attempt_at, created_at) "
            "VALUES ($1, 'eva', 'invitation', '', 'queued', $2, $2)",
            "e" + std::to_string(number), 5000 - number);
    }
    tx.commit();
    std::optional<ClaimedEmail> claimed;
    const auto claim_one = [&](database::Transaction& connection) {
        claimed = claim_due_email(connection, from_milliseconds(9000), from_milliseconds(9900));
    };
    EXPECT_LT(sqlite.steps_of(claim_one), 300);
    EXPECT_EQ(claimed.value().id.text(), "e1999");
    EXPECT_LT(sqlite.steps_of(claim_one), 300);
    EXPECT_EQ(claimed.value().id.text(), "e1998");
}

}  // namespace rollcall::outbox

#include "identity/passwords/password_resets.hpp"

#include <gtest/gtest.h>

#include <vector>

#include "core/error.hpp"
#include "core/temporary_folder.hpp"
#include "database/forwarding_database.hpp"
#include "database/open_database.hpp"
#include "database/testing.hpp"
#include "identity/identity_limits.hpp"
#include "identity/passwords/reset_request_store.hpp"
#include "identity/passwords/reset_store.hpp"

namespace rollcall::identity {
namespace {

using database::Transaction;
using Statements = std::vector<std::string>;

/// Keeps the text of each statement of a transaction, and whether it wrote.
class Recording final : public database::ForwardingDatabase {
public:
    using ForwardingDatabase::ForwardingDatabase;

    Statements statements;
    int writes = 0;

protected:
    void read_work(const Work& work) override {
        ForwardingDatabase::read_work([&](Transaction& tx) { run(tx, work); });
    }
    void read_statement_work(const Work& work) override {
        ForwardingDatabase::read_statement_work([&](Transaction& tx) { run(tx, work); });
    }
    void write_work(const Work& work) override {
        ++writes;
        ForwardingDatabase::write_work([&](Transaction& tx) { run(tx, work); });
    }

private:
    class RecordingTransaction final : public Transaction {
    public:
        RecordingTransaction(Transaction& tx, Statements& statements) : tx_(tx), statements_(statements) {}

    protected:
        std::int64_t run(std::string_view sql, std::span<const database::Parameter> parameters,
                         const std::function<void(const database::Row&)>& on_row) override {
            statements_.emplace_back(sql);
            std::int64_t changed = 0;
            if (sql.substr(sql.find_first_not_of(" \n")).starts_with("SELECT")) {
                tx_.all_of(sql, parameters, [&](const database::Row& row) {
                    on_row(row);
                    return 0;
                });
            } else {
                changed = tx_.execute_with(sql, parameters);
            }
            return changed;
        }

    private:
        Transaction& tx_;
        Statements& statements_;
    };

    void run(Transaction& tx, const Work& work) {
        RecordingTransaction recording(tx, statements);
        work(recording);
    }
};

class PasswordResets : public ::testing::Test {
protected:
    PasswordResets() {
        const auto insert = [&](const std::string& id, const std::string& password_hash, int suspended_at) {
            database->write([&](Transaction& tx) {
                tx.execute(
                    "INSERT INTO members (id, email, email_folded, name, name_folded, role, permissions, "
                    "password_hash, suspended_at, created_at) "
                    "VALUES ($1, $2, $2, $1, $1, 'member', 0, $3, NULLIF($4, 0), 0)",
                    id, id + "@harbour.example", password_hash, suspended_at);
            });
        };
        insert("rita", "a hash", 0);
        insert("suspended", "a hash", 1);
        insert("invited", "", 0);
    }

    Recording request(std::string_view email, bool sends_mail = true) {
        Recording recording(*database);
        request_password_reset(recording, clock, key, sends_mail, email,
                               {.address = "192.0.2." + std::to_string(++clients), .user_agent = {}});
        return recording;
    }

    Recording answer(bool sends_mail = true) {
        Recording recording(*database);
        const auto invite_again = [&](Transaction& tx, const MemberId& member, std::string_view token, Time now) {
            if (!is_invited_again) return false;
            outbox::queue_email(tx, key, outbox::EmailKind::invitation, member, token, now);
            return true;
        };
        answer_reset_requests({recording, clock, key, sends_mail, invite_again, [&] { ++wakes; }});
        return recording;
    }

    std::int64_t count(const std::string& table) {
        return database->read([&](Transaction& tx) {
            return *tx.first("SELECT COUNT(*) FROM " + table, [](const database::Row& row) { return row.integer(0); });
        });
    }

    TemporaryFolder folder;
    database::testing::FixedClock clock;
    std::unique_ptr<database::Database> database = database::open_sqlite(folder.file("rollcall.db"), clock);
    SealingKey key = SealingKey::load_or_create(folder.file("key"));
    int clients = 0;
    int wakes = 0;
    bool is_invited_again = false;
};

TEST_F(PasswordResets, run_the_same_statements_for_every_email) {
    const auto member = request("rita@harbour.example");
    EXPECT_EQ(member.writes, 1);
    EXPECT_GT(member.statements.size(), 3U);
    for (const auto* email : {"stranger@harbour.example", "suspended@harbour.example", "invited@harbour.example",
                              "no email at all", "", " RITA@harbour.example "}) {
        const auto other = request(email);
        EXPECT_EQ(other.writes, 1) << email;
        EXPECT_EQ(other.statements, member.statements) << email;
    }
    EXPECT_EQ(request(std::string(20'000, 'a')).statements, member.statements);
}

TEST_F(PasswordResets, run_the_same_statements_beyond_the_limit_of_an_email) {
    const auto first = request("rita@harbour.example");
    for (int count = 0; count < resets_per_email; ++count) request("rita@harbour.example");
    EXPECT_EQ(request("rita@harbour.example").statements, first.statements);
    answer();
    EXPECT_EQ(count("mail"), resets_per_email);
}

TEST_F(PasswordResets, are_answered_by_the_same_number_of_writes) {
    // The outbox claims an email in one write and stores the outcome in another.
    constexpr int writes_of_the_outbox = 2;
    request("rita@harbour.example");
    const auto member = answer();
    EXPECT_EQ(count("mail"), 1);
    EXPECT_EQ(count("password_resets"), 1);
    for (const auto* email : {"stranger@harbour.example", "suspended@harbour.example", "invited@harbour.example", ""}) {
        request(email);
        EXPECT_EQ(answer().writes, member.writes + writes_of_the_outbox) << email;
    }
    EXPECT_EQ(count("mail"), 1);
    EXPECT_EQ(count("password_resets"), 1);
    EXPECT_EQ(count("password_reset_requests"), 0);
    EXPECT_EQ(wakes, 5);
}

TEST_F(PasswordResets, invite_again_who_has_no_password_by_the_same_number_of_writes) {
    request("rita@harbour.example");
    const auto member = answer();
    is_invited_again = true;
    request("invited@harbour.example");
    EXPECT_EQ(answer().writes, member.writes);
    EXPECT_EQ(count("mail"), 2);
    EXPECT_EQ(count("password_resets"), 1);
    EXPECT_EQ(count("password_reset_requests"), 0);
    request("suspended@harbour.example");
    answer();
    EXPECT_EQ(count("mail"), 2);
}

TEST_F(PasswordResets, keep_no_email_that_was_typed) {
    request("stranger@harbour.example");
    database->read([&](Transaction& tx) {
        const auto request = find_next_reset_request(tx);
        ASSERT_TRUE(request);
        EXPECT_EQ(request->sealed_email.find("stranger"), std::string::npos);
        EXPECT_EQ(key.open(request->sealed_email), "stranger@harbour.example");
    });
}

TEST_F(PasswordResets, create_no_link_without_a_mail_server) {
    EXPECT_THROW(
        {
            try {
                request("rita@harbour.example", false);
            } catch (const Error& error) {
                EXPECT_EQ(error.code(), ErrorCode::email_not_set_up);
                throw;
            }
        },
        Error);
    EXPECT_EQ(count("password_reset_requests"), 0);
    // One that waited when the mail server was taken away.
    request("rita@harbour.example");
    answer(false);
    EXPECT_EQ(count("password_reset_requests"), 0);
    EXPECT_EQ(count("password_resets"), 0);
    EXPECT_EQ(count("mail"), 0);
}

TEST_F(PasswordResets, are_not_answered_after_an_hour) {
    request("rita@harbour.example");
    clock.time += reset_lifetime;
    answer();
    EXPECT_EQ(count("mail"), 0);
    EXPECT_EQ(count("password_reset_requests"), 0);
}

}  // namespace
}  // namespace rollcall::identity

#include "contacts/segments/segment_changes.hpp"

#include <fmt/format.h>
#include <gtest/gtest.h>

#include "contacts/contact_store.hpp"
#include "contacts/segments/segment_contact_store.hpp"
#include "core/error.hpp"
#include "database/testing_backends.hpp"

namespace rollcall::contacts {
namespace {

using database::Transaction;

/// On which some seconds pass each time it is looked at.
class PassingClock final : public Clock {
public:
    Time now() const override { return time += std::chrono::seconds(4); }

private:
    mutable Time time = from_milliseconds(1'795'000'000'000);
};

constexpr std::int64_t contacts = 1'200;  // three writes

class SegmentChanges : public database::testing::OnEachBackend {
protected:
    void SetUp() override {
        database->write([&](Transaction& tx) {
            tx.execute(R"(INSERT INTO accounts (id, name, crm_enabled, minimum_password_length, created_at)
                          VALUES (1, 'Harbour', 1, 12, 0))");
            tx.execute(R"(INSERT INTO members (id, email, email_folded, name, name_folded, role, permissions,
                                               password_hash, created_at)
                          VALUES ('ada', 'ada', 'ada', 'ada', 'ada', 'administrator', 0, '', 0))");
            tx.execute(
                R"(INSERT INTO sessions (id, token_hash, member_id, user_agent, address, created_at, last_active_at)
                          VALUES ('session', 'hash', 'ada', '', '', 0, 0))");
            tx.execute(R"(INSERT INTO companies (id, name, name_caseless, name_folded, created_at)
                          VALUES ('north', 'north', 'north', 'north', 0))");
            ASSERT_TRUE(insert_segment_row(tx, {.id = segment, .company_id = north, .name = "Everybody"}));
            for (std::int64_t number = 0; number < contacts; ++number) {
                insert_contact_row(
                    tx, {.id = ContactId(fmt::format("{:04}", number)), .company_id = north, .name = "Nour"});
            }
        });
    }

    SelectionResult add_all() { return add_matching_contacts_to_segment(context, segment, {}); }

    std::int64_t count() {
        return database->read([&](Transaction& tx) { return count_segment_contacts(tx, segment, 10 * contacts); });
    }

    const CompanyId north{std::string("north")};
    const SegmentId segment{std::string("segment")};
    std::unique_ptr<database::Database> database = empty.open(clock);
    PassingClock passing;
    const access::Context context{
        *database, passing, {.member = MemberId(std::string("ada")), .session = SessionId(std::string("session"))}};
};

TEST_P(SegmentChanges, by_a_filter_end_after_a_while_and_go_on_when_they_are_repeated) {
    try {
        add_all();
        FAIL();
    } catch (const Error& error) {
        EXPECT_EQ(error.code(), ErrorCode::unavailable);
    }
    const auto before = count();
    EXPECT_GT(before, 0);
    EXPECT_LT(before, contacts);
    const auto result = add_all();
    EXPECT_EQ(result.unchanged, before);
    EXPECT_EQ(result.changed, contacts - before);
    EXPECT_EQ(count(), contacts);
}

ROLLCALL_ON_BOTH_BACKENDS(SegmentChanges);

}  // namespace
}  // namespace rollcall::contacts

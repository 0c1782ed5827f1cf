// Over 400 lines because these are the cases of one rule: who may be called, and when.

#include "campaigns/eligibility/eligibility.hpp"

#include <gtest/gtest.h>

#include "campaigns/campaign_store.hpp"
#include "contacts/contact_store.hpp"
#include "contacts/do_not_call/do_not_call_store.hpp"
#include "core/temporary_folder.hpp"
#include "database/described_write.hpp"
#include "database/testing_backends.hpp"
#include "database/testing_steps.hpp"
#include "erased_numbers/erased_numbers.hpp"

namespace rollcall::campaigns {
namespace {

using contacts::Contact;
using database::Transaction;
using std::chrono::hours;
using std::chrono::minutes;

const CompanyId bakery(std::string_view("bakery"));
const CompanyId garage(std::string_view("garage"));
// A Monday.
const auto monday_ten_in_berlin = *time_from_rfc3339("2026-11-30T09:00:00Z");

class JudgeContacts : public database::testing::OnEachBackend {
protected:
    void SetUp() override {
        clock.time = monday_ten_in_berlin;
        account.time_zone = "Pacific/Auckland";
        database->write([&](Transaction& tx) {
            for (const auto& company : {bakery, garage}) {
                tx.execute(R"(INSERT INTO companies (id, name, name_caseless, name_folded, country, created_at)
                              VALUES ($1, $1, $1, $1, 'DE', 0))",
                           company);
                tx.execute(R"(INSERT INTO agents (id, company_id, name, name_caseless, name_folded, created_at,
 updated_at)
                              VALUES ($1, $1, $1, $1, $1, 0, 0))",
                           company);
                insert_campaign_row(tx, campaign_of(company));
            }
        });
    }

    static Campaign campaign_of(const CompanyId& company) {
        return {.id = CampaignId("campaign of " + company.text()),
                .company_id = company,
                .agent_id = AgentId(company.text()),
                .name = "Campaign",
                .state = CampaignState::active,
                .days = 0b001'1111,
                .hours_from = 9 * 60,
                .hours_to = 18 * 60,
                .calls_per_hour = 60,
                .at_once = 1,
                .attempts = 3,
                .retry_minutes = "[60]",
                .variables = "{}",
                .audience_state = AudienceState::complete};
    }

    Contact contact_with(const std::optional<std::string>& phone) {
        const auto id = ContactId(fmt::format("contact-{}", ++made));
        return {.id = id,
                .company_id = campaign.company_id,
                .name = "Maria",
                .phone = phone,
                .consent = contacts::Consent{.purpose = "News", .source = "Form", .at = clock.now() - hours(1)},
                .created_at = clock.now(),
                .updated_at = clock.now()};
    }

    Eligibility judge(const Contact& contact) {
        return database->write([&](Transaction& tx) {
            insert_contact_row(tx, contact);
            return judge_contacts(tx, key, campaign, account, {&contact.id, 1}, judged_for, clock.now()).at(0);
        });
    }
    Eligibility judge(const std::string& phone) { return judge(contact_with(phone)); }

    void list(const std::optional<CompanyId>& company, const std::string& phone) {
        database->write([&](Transaction& tx) {
            EXPECT_TRUE(contacts::insert_do_not_call_row(
                tx, {.id = contacts::DoNotCallEntryId::make(clock.now()), .company_id = company, .phone = phone}));
        });
    }

    void add_attempt(const std::string& phone, Time claimed_at, AttemptState state, const CompanyId& company = bakery) {
        static const auto statement = database::insert_statement<Attempt>("attempts");
        const Attempt attempt{.id = AttemptId(fmt::format("attempt-{}", ++made)),
                              .campaign_id = campaign_of(company).id,
                              .contact_id = ContactId(fmt::format("called-{}", made)),
                              .phone = phone,
                              .state = state,
                              .claimed_at = claimed_at};
        database->write([&](Transaction& tx) { tx.execute_with(statement, database::column_values(attempt)); });
    }

    TemporaryFolder folder;
    SealingKey key = SealingKey::load_or_create(folder.file("key"));
    std::unique_ptr<database::Database> database = empty.open(clock);
    Campaign campaign = campaign_of(bakery);
    accounts::Account account{.name = "Account"};
    JudgedFor judged_for = JudgedFor::call;
    int made = 0;
};
ROLLCALL_ON_BOTH_BACKENDS(JudgeContacts);

}  // namespace

TEST_P(JudgeContacts, allows_who_has_agreed_in_the_hours_of_the_number) {
    const auto judged = judge("+493012345678");
    EXPECT_EQ(judged.phone, "+493012345678");
    EXPECT_EQ(judged.skip, std::nullopt);
    EXPECT_EQ(judged.wait, std::nullopt);
    EXPECT_EQ(judged.due_at, clock.now());
    EXPECT_FALSE(judged.lacks_consent);
    EXPECT_FALSE(judged.is_beyond_company);
}

TEST_P(JudgeContacts, keeps_the_order_and_knows_contacts_of_the_company_alone) {
    const auto one = contact_with("+493012345671");
    auto other = contact_with("+493012345672");
    other.company_id = garage;
    const auto without_phone = contact_with(std::nullopt);
    const auto judged = database->write([&](Transaction& tx) {
        for (const auto& contact : {one, other, without_phone}) insert_contact_row(tx, contact);
        const std::vector<ContactId> ids{without_phone.id, ContactId(std::string_view("unknown")), one.id, other.id,
                                         one.id};
        return judge_contacts(tx, key, campaign, account, ids, JudgedFor::call, clock.now());
    });
    ASSERT_EQ(judged.size(), 5U);
    EXPECT_EQ(judged[0].skip, SkipReason::no_phone);
    EXPECT_EQ(judged[1].skip, SkipReason::deleted);
    EXPECT_EQ(judged[2].skip, std::nullopt);
    EXPECT_EQ(judged[3].skip, SkipReason::deleted);
    EXPECT_EQ(judged[4].phone, one.phone);
}

TEST_P(JudgeContacts, skips_numbers_that_nobody_may_call) {
    auto contact = contact_with("+493012345670");
    contact.do_not_call = true;
    EXPECT_EQ(judge(contact).skip, SkipReason::do_not_call);

    list(bakery, "+493012345671");
    list(garage, "+493012345672");
    list(std::nullopt, "+493012345673");
    list(std::nullopt, erased_numbers::erased_form(key, "+493012345674"));
    list(bakery, erased_numbers::erased_form(key, "+493012345675"));
    const auto by_company = judge("+493012345671");
    EXPECT_EQ(by_company.skip, SkipReason::do_not_call);
    EXPECT_FALSE(by_company.is_beyond_company);
    EXPECT_EQ(judge("+493012345672").skip, std::nullopt);
    for (const auto* phone : {"+493012345673", "+493012345674"}) {
        const auto by_account = judge(phone);
        EXPECT_EQ(by_account.skip, SkipReason::do_not_call) << phone;
        EXPECT_TRUE(by_account.is_beyond_company) << phone;
    }
    EXPECT_EQ(judge("+493012345675").skip, SkipReason::do_not_call);
}

TEST_P(JudgeContacts, skips_erased_numbers_but_not_who_was_entered_since) {
    const auto erased = contact_with("+493012345671");
    clock.time += minutes(5);
    database->write([&](Transaction& tx) {
        erased_numbers::remember_erased_number(tx, key, "+493012345671", clock.now());
        erased_numbers::remember_erased_number(tx, key, "+493012345672", clock.now());
    });
    EXPECT_EQ(judge(erased).skip, SkipReason::erased);
    EXPECT_TRUE(judge(contact_with("+493012345673")).skip == std::nullopt);
    clock.time += minutes(5);
    EXPECT_EQ(judge(contact_with("+493012345672")).skip, std::nullopt);
}

TEST_P(JudgeContacts, requires_consent_or_warns) {
    auto never = contact_with("+493012345671");
    never.consent.reset();
    auto withdrawn = contact_with("+493012345672");
    withdrawn.consent->withdrawn_at = clock.now();
    EXPECT_EQ(judge(never).skip, SkipReason::no_consent);
    EXPECT_EQ(judge(withdrawn).skip, SkipReason::no_consent);

    account.requires_consent = false;
    never.id = ContactId(std::string_view("never"));
    never.phone = "+493012345673";
    const auto warned = judge(never);
    EXPECT_EQ(warned.skip, std::nullopt);
    EXPECT_TRUE(warned.lacks_consent);
    // That is a no.
    withdrawn.id = ContactId(std::string_view("withdrawn"));
    withdrawn.phone = "+493012345674";
    EXPECT_EQ(judge(withdrawn).skip, SkipReason::no_consent);
}

TEST_P(JudgeContacts, skips_numbers_abroad) {
    EXPECT_EQ(judge("+43171234567").skip, SkipReason::abroad);
    EXPECT_EQ(judge("+12125550187").skip, SkipReason::abroad);
    campaign.calls_abroad = true;
    EXPECT_EQ(judge("+43171234568").skip, std::nullopt);
    EXPECT_EQ(judge("+80012345678").skip, SkipReason::no_time_zone);

    campaign.calls_abroad = false;
    database->write([&](Transaction& tx) { tx.execute("UPDATE companies SET country = NULL"); });
    EXPECT_EQ(judge("+43171234569").skip, std::nullopt);
    database->write([&](Transaction& tx) { tx.execute("UPDATE companies SET country = 'CA'"); });
    EXPECT_EQ(judge("+14165550187").skip, std::nullopt);
    EXPECT_EQ(judge("+12125550188").skip, SkipReason::abroad);
    // In no range that is in use: it may be of any country with that code, from Guam to Newfoundland.
    EXPECT_EQ(judge("+15995550187").skip, SkipReason::hours);
}

TEST_P(JudgeContacts, waits_for_the_hours_of_the_contact) {
    clock.time = *time_from_rfc3339("2026-11-30T07:30:00Z");
    auto judged = judge("+493012345671");
    EXPECT_EQ(judged.skip, std::nullopt);
    EXPECT_EQ(judged.wait, WaitReason::hours);
    EXPECT_EQ(judged.wait_time_zone, "Europe/Berlin");
    EXPECT_EQ(judged.due_at, *time_from_rfc3339("2026-11-30T08:00:00Z"));

    auto in_lisbon = contact_with("+493012345672");
    in_lisbon.time_zone = "Europe/Lisbon";
    judged = judge(in_lisbon);
    EXPECT_EQ(judged.wait_time_zone, "Europe/Lisbon");
    EXPECT_EQ(judged.due_at, *time_from_rfc3339("2026-11-30T09:00:00Z"));

    // A moment before the end: a call is placed some time after its claim.
    clock.time = *time_from_rfc3339("2026-11-30T16:59:00Z");
    EXPECT_EQ(judge("+493012345673").due_at, *time_from_rfc3339("2026-12-01T08:00:00Z"));
    clock.time = *time_from_rfc3339("2026-11-30T16:58:59Z");
    EXPECT_EQ(judge("+493012345674").due_at, clock.now());
}

TEST_P(JudgeContacts, cuts_the_hours_by_those_of_the_account) {
    account.call_hours_from = 10 * 60 + 30;
    account.call_hours_to = 11 * 60;
    EXPECT_EQ(judge("+493012345671").due_at, clock.now() + minutes(30));
    account.call_hours_from = 18 * 60;
    account.call_hours_to = 21 * 60;
    EXPECT_EQ(judge("+493012345672").skip, SkipReason::hours);
}

TEST_P(JudgeContacts, skips_who_is_in_zones_without_common_hours) {
    campaign.calls_abroad = true;
    campaign.hours_to = 12 * 60;
    // A mobile number of Russia, from Kaliningrad to Kamchatka.
    EXPECT_EQ(judge("+79161234567").skip, SkipReason::hours);
}

TEST_P(JudgeContacts, limits_the_calls_of_a_number_and_day_of_the_person) {
    const auto midnight = *time_from_rfc3339("2026-11-29T23:00:00Z");
    add_attempt("+493012345671", midnight - minutes(1), AttemptState::done);
    add_attempt("+493012345671", midnight, AttemptState::done, garage);
    add_attempt("+493012345671", midnight + minutes(1), AttemptState::unknown, garage);
    // Not a call.
    add_attempt("+493012345671", midnight + minutes(2), AttemptState::failed, garage);
    auto contact = contact_with("+493012345671");
    EXPECT_EQ(judge(contact).wait, std::nullopt);

    account.calls_per_number_and_day = 2;
    contact = contact_with("+493012345672");
    for (int count = 0; count < 2; ++count) {
        add_attempt("+493012345672", midnight + minutes(count), AttemptState::done, garage);
    }
    const auto judged = judge(contact);
    EXPECT_EQ(judged.skip, std::nullopt);
    EXPECT_EQ(judged.wait, WaitReason::limit);
    EXPECT_EQ(judged.wait_time_zone, "Europe/Berlin");
    EXPECT_EQ(judged.due_at, *time_from_rfc3339("2026-12-01T08:00:00Z"));
    EXPECT_TRUE(judged.is_beyond_company);

    judged_for = JudgedFor::launch;
    add_attempt("+493012345673", midnight, AttemptState::done, garage);
    add_attempt("+493012345673", midnight, AttemptState::done, garage);
    EXPECT_EQ(judge("+493012345673").skip, SkipReason::limit);
    // The first call is on another day.
    clock.time = *time_from_rfc3339("2026-11-30T17:00:00Z");
    add_attempt("+493012345675", midnight, AttemptState::done, garage);
    add_attempt("+493012345675", midnight, AttemptState::done, garage);
    EXPECT_EQ(judge("+493012345675").due_at, *time_from_rfc3339("2026-12-01T08:00:00Z"));
    clock.time = monday_ten_in_berlin;
    campaign.starts_at = midnight + hours(24);
    add_attempt("+493012345674", midnight, AttemptState::done, garage);
    add_attempt("+493012345674", midnight, AttemptState::done, garage);
    EXPECT_EQ(judge("+493012345674").due_at, *time_from_rfc3339("2026-12-01T08:00:00Z"));
}

TEST_P(JudgeContacts, waits_while_another_campaign_calls_the_number) {
    add_attempt("+493012345671", clock.now() - hours(40), AttemptState::talking, garage);
    const auto judged = judge("+493012345671");
    EXPECT_EQ(judged.wait, WaitReason::number_busy);
    EXPECT_EQ(judged.due_at, clock.now() + minutes(1));
    EXPECT_TRUE(judged.is_beyond_company);
}

TEST_P(JudgeContacts, skips_a_number_that_the_campaign_has_called_for_another_contact) {
    add_attempt("+493012345671", clock.now() - hours(40), AttemptState::done);
    EXPECT_EQ(judge("+493012345671").skip, SkipReason::duplicate);
    add_attempt("+493012345672", clock.now() - hours(40), AttemptState::done, garage);
    add_attempt("+493012345672", clock.now() - hours(40), AttemptState::skipped);
    EXPECT_EQ(judge("+493012345672").skip, std::nullopt);
}

TEST_P(JudgeContacts, takes_500_at_once) {
    std::vector<Contact> many;
    std::vector<ContactId> ids;
    for (int number = 0; number < 500; ++number) {
        many.push_back(contact_with(fmt::format("+4930123{:05}", number)));
        ids.push_back(many.back().id);
    }
    list(bakery, "+493012300499");
    database->write([&](Transaction& tx) {
        for (const auto& contact : many) insert_contact_row(tx, contact);
        const auto judged = judge_contacts(tx, key, campaign, account, ids, JudgedFor::call, clock.now());
        ASSERT_EQ(judged.size(), ids.size());
        EXPECT_EQ(judged[498].skip, std::nullopt);
        EXPECT_EQ(judged[499].skip, SkipReason::do_not_call);
    });
}

TEST(JudgingContacts, reads_no_attempts_of_others) {
    database::testing::CountedSqlite database;
    TemporaryFolder folder;
    const auto key = SealingKey::load_or_create(folder.file("key"));
    const CompanyId company(std::string_view("company"));
    const Campaign campaign{.id = CampaignId(std::string_view("campaign")),
                            .company_id = company,
                            .agent_id = AgentId(std::string_view("agent")),
                            .days = 127,
                            .hours_to = 1440,
                            .retry_minutes = "[]",
                            .variables = "{}",
                            .audience_state = AudienceState::complete,
                            .created_at = monday_ten_in_berlin};
    const auto number_of = [](int number) { return fmt::format("+4930{}", 10'000'000 + number); };
    std::vector<ContactId> judged;
    auto& tx = database.connection();
    tx.execute("PRAGMA foreign_keys = OFF");
    tx.execute("INSERT INTO companies (id, name, name_caseless, name_folded, created_at) VALUES ($1, '', '', '', 0)",
               company);
    for (int number = 0; number < 50; ++number) {
        judged.emplace_back(fmt::format("contact-{}", number));
        contacts::insert_contact_row(tx, {.id = judged.back(), .company_id = company, .phone = number_of(number)});
    }
    insert_campaign_row(tx, campaign);
    const auto steps = [&] {
        return database.steps_of([&](Transaction& of) {
            judge_contacts(of, key, campaign, {.name = "Account"}, judged, JudgedFor::call, monday_ten_in_berlin);
        });
    };
    const auto before = steps();
    static const auto statement = database::insert_statement<Attempt>("attempts");
    for (int number = 50; number < 1'050; ++number) {
        const Attempt attempt{.id = AttemptId(std::to_string(number)),
                              .campaign_id = campaign.id,
                              .contact_id = ContactId(std::to_string(number)),
                              .phone = number_of(number),
                              .state = AttemptState::done,
                              .claimed_at = monday_ten_in_berlin};
        tx.execute_with(statement, database::column_values(attempt));
    }
    EXPECT_LT(steps(), before + 100);
}

TEST_P(JudgeContacts, decides_for_campaigns_of_platforms) {
    const auto may = [&](const std::string& phone, const std::optional<CompanyId>& company = bakery) {
        return database->read([&](Transaction& tx) { return may_be_dialled(tx, key, company, phone, clock.now()); });
    };
    database->write([&](Transaction& tx) {
        EXPECT_TRUE(accounts::insert_account_row(tx, account, clock.now()));
        insert_contact_row(tx, contact_with("+493012345671"));
    });
    EXPECT_TRUE(may("+493012345671"));
    EXPECT_TRUE(may("030 12345671"));
    EXPECT_FALSE(may("reception"));
    // No consent that anybody knows of.
    EXPECT_FALSE(may("+493012345672"));
    EXPECT_FALSE(may("+493012345671", garage));
    EXPECT_FALSE(may("+493012345671", std::nullopt));
    list(std::nullopt, "+493012345671");
    EXPECT_FALSE(may("+493012345671"));

    account.requires_consent = false;
    database->write([&](Transaction& tx) { update_account_row(tx, account); });
    EXPECT_TRUE(may("+493012345672"));
    EXPECT_TRUE(may("+493012345672", std::nullopt));
    add_attempt("+493012345672", clock.now(), AttemptState::talking, garage);
    EXPECT_FALSE(may("+493012345672"));
    clock.time = *time_from_rfc3339("2026-11-30T06:59:59Z");
    EXPECT_FALSE(may("+493012345673"));
    clock.time += std::chrono::seconds(1);
    EXPECT_TRUE(may("+493012345673"));
}

TEST_P(JudgeContacts, decides_for_campaigns_of_platforms_by_what_contacts_have_said) {
    account.requires_consent = false;
    database->write([&](Transaction& tx) {
        EXPECT_TRUE(accounts::insert_account_row(tx, account, clock.now()));
        erased_numbers::remember_erased_number(tx, key, "+493012345671", clock.now());
        erased_numbers::remember_erased_number(tx, key, "+493012345672", clock.now());
    });
    const auto may = [&](const std::string& phone, const std::optional<CompanyId>& company = bakery) {
        return database->read([&](Transaction& tx) { return may_be_dialled(tx, key, company, phone, clock.now()); });
    };
    const auto add = [&](const Contact& contact) {
        database->write([&](Transaction& tx) { insert_contact_row(tx, contact); });
    };
    EXPECT_FALSE(may("+493012345671"));
    EXPECT_FALSE(may("+493012345671", std::nullopt));
    EXPECT_TRUE(may("+493012345673"));
    clock.time += minutes(1);
    add(contact_with("+493012345672"));  // entered since, by hand
    EXPECT_TRUE(may("+493012345672"));
    EXPECT_FALSE(may("+493012345672", garage));

    auto withdrawn = contact_with("+493012345674");
    withdrawn.consent->withdrawn_at = clock.now();
    add(withdrawn);
    EXPECT_FALSE(may("+493012345674"));
    auto listed = contact_with("+493012345675");
    listed.do_not_call = true;
    add(listed);
    EXPECT_FALSE(may("+493012345675"));
}

TEST_P(JudgeContacts, decides_that_nobody_is_called_for_platforms_while_the_crm_is_switched_off) {
    account.requires_consent = false;
    database->write([&](Transaction& tx) { EXPECT_TRUE(accounts::insert_account_row(tx, account, clock.now())); });
    const auto may = [&] {
        return database->read(
            [&](Transaction& tx) { return may_be_dialled(tx, key, bakery, "+493012345673", clock.now()); });
    };
    EXPECT_TRUE(may());
    database->write([&](Transaction& tx) { tx.execute("UPDATE accounts SET crm_enabled = 0"); });
    EXPECT_FALSE(may());
}

}  // namespace rollcall::campaigns

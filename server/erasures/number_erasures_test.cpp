#include "erasures/number_erasures.hpp"

#include <gtest/gtest.h>

#include <array>
#include <stdexcept>

#include "campaigns/attempts/attempt_store.hpp"
#include "campaigns/campaign_store.hpp"
#include "campaigns/erasing/attempt_erasure.hpp"
#include "campaigns/erasing/attempts_of_number_store.hpp"
#include "core/error.hpp"
#include "core/temporary_folder.hpp"
#include "database/testing_backends.hpp"
#include "database/testing_rows.hpp"
#include "storage/folder_blobs.hpp"

namespace rollcall::erasures {

namespace {

using database::Transaction;

class NumberErasures : public database::testing::OnEachBackend {
protected:
    NumberErasures() {
        database->write(
            [&](Transaction& tx) { database::testing::insert_test_member(tx, ada.text(), "administrator"); });
    }

    ErasureId request(const std::string& phone, const SealingKey& sealed_with) {
        clock.time += std::chrono::seconds(1);
        const NumberErasure erasure{.id = ErasureId::make(clock.now()),
                                    .requested_by = ada,
                                    .requested_at = clock.now(),
                                    .erase_by = clock.now(),
                                    .erased_at = std::nullopt,
                                    .sealed_phone = sealed_with.seal(phone),
                                    .counts = {}};
        database->write([&](Transaction& tx) { insert_number_erasure_row(tx, erasure); });
        return erasure.id;
    }

    std::vector<ErasureId> open_ones() {
        std::vector<ErasureId> ids;
        for (const auto& erasure : database->read([](Transaction& tx) { return list_open_number_erasures(tx); })) {
            ids.push_back(erasure.id);
        }
        return ids;
    }

    const MemberId ada{std::string("ada")};
    TemporaryFolder folder;
    SealingKey key = SealingKey::load_or_create(folder.file("key"));
    SealingKey lost_key = SealingKey::load_or_create(folder.file("lost key"));
    erasure_ledger::Ledger ledger{folder.file("erasures.log"), key};
    std::unique_ptr<storage::Blobs> blobs = storage::open_folder_blobs(folder.file("storage"));
    std::unique_ptr<database::Database> database = empty.open(clock);
};
ROLLCALL_ON_BOTH_BACKENDS(NumberErasures);

using campaigns::Attempt;
using campaigns::AttemptState;

const std::string olga = "+493012345678";

/// Erasures that find attempts of campaigns.
class ErasuresInCampaigns : public NumberErasures {
protected:
    ErasuresInCampaigns() {
        const CompanyId company{std::string("north")};
        const AgentId agent{std::string("reception")};
        database->write([&](Transaction& tx) {
            database::testing::insert_test_company(tx, company.text());
            tx.execute(
                "INSERT INTO agents (id, company_id, name, name_caseless, name_folded, created_at, updated_at)"
                " VALUES ($1, $2, $1, $1, $1, 0, 0)",
                agent, company);
            campaigns::insert_campaign_row(tx, {.id = campaign,
                                                .company_id = company,
                                                .agent_id = agent,
                                                .name = "Renewals",
                                                .state = campaigns::CampaignState::paused,
                                                .pause_reason = campaigns::PauseReason::many_failures,
                                                .pause_detail = "No route to +49 30 123-456 78",
                                                .retry_minutes = "[60]",
                                                .variables = "{}"});
        });
    }

    AttemptId add(const std::string& phone, AttemptState state, std::optional<std::string> detail = std::nullopt) {
        const Attempt attempt{
            .id = AttemptId::make(clock.now()),
            .campaign_id = campaign,
            .contact_id = ContactId::make(clock.now()),
            .phone = phone,
            .state = state,
            .outcome = state == AttemptState::done ? std::optional(calls::DialOutcome::busy) : std::nullopt,
            .detail = std::move(detail),
            .due_at = state == AttemptState::planned ? std::optional(clock.now()) : std::nullopt,
            .changed_at = clock.now()};
        database->write([&](Transaction& tx) { campaigns::insert_attempt_rows(tx, std::array{attempt}); });
        return attempt.id;
    }

    Attempt stored(const AttemptId& id) {
        return database->read([&](Transaction& tx) { return *campaigns::find_attempt_row(tx, id); });
    }

    void finish() {
        const NumberErasureContext context{*database, *blobs, clock, key, ledger};
        EXPECT_EQ(finish_number_erasures(context, {}), 1);
    }

    const CampaignId campaign{std::string("renewals")};
};
ROLLCALL_ON_BOTH_BACKENDS(ErasuresInCampaigns);

}  // namespace

TEST_P(ErasuresInCampaigns, take_the_number_from_attempts_and_skip_what_was_planned) {
    const auto planned = add(olga, AttemptState::planned);
    const auto busy = add(olga, AttemptState::done, "Busy: +493012345678");
    const auto other = add("+493012345679", AttemptState::planned);
    request(olga, key);
    finish();

    EXPECT_EQ(stored(planned).state, AttemptState::skipped);
    EXPECT_EQ(stored(planned).reason, campaigns::skip_reason_text(campaigns::SkipReason::erased, true));
    EXPECT_EQ(stored(planned).due_at, std::nullopt);
    EXPECT_EQ(stored(busy).state, AttemptState::done);
    EXPECT_EQ(stored(busy).detail, std::nullopt);
    for (const auto& id : {planned, busy}) EXPECT_EQ(stored(id).phone, std::nullopt);
    EXPECT_EQ(stored(other).state, AttemptState::planned);
    EXPECT_EQ(stored(other).phone, "+493012345679");
    const auto counts = database->read([&](Transaction& tx) { return campaigns::list_attempt_counts(tx, campaign); });
    EXPECT_EQ(counts,
              (campaigns::AttemptCounts{{"planned", 1}, {"done/busy", 1}, {"skipped/erased/beyond_company", 1}}));
}

TEST_P(ErasuresInCampaigns, leave_a_call_that_is_made_to_its_end) {
    const auto talking = add(olga, AttemptState::talking);
    request(olga, key);
    finish();
    EXPECT_EQ(stored(talking).state, AttemptState::talking);
    EXPECT_EQ(stored(talking).phone, std::nullopt);
}

TEST_P(ErasuresInCampaigns, take_what_the_platform_said_of_the_number_when_it_paused_the_campaign) {
    add(olga, AttemptState::failed);
    request(olga, key);
    finish();
    const auto row = database->read([&](Transaction& tx) { return *campaigns::find_campaign_row(tx, campaign); });
    EXPECT_EQ(row.pause_detail, std::nullopt);
    EXPECT_EQ(row.pause_reason, campaigns::PauseReason::many_failures);
}

TEST_P(ErasuresInCampaigns, are_done_some_attempts_at_a_time) {
    for (int count = 0; count < 5; ++count) add(olga, AttemptState::failed);
    const auto erase = [&] {
        return database->write([&](Transaction& tx) {
            return campaigns::erase_attempts_of_number(tx, olga, Time::max(), 3, clock.now());
        });
    };
    EXPECT_EQ(erase(), 3);
    EXPECT_EQ(database->read([&](Transaction& tx) { return campaigns::count_attempts_of_number(tx, olga); }), 2);
    EXPECT_EQ(erase(), 2);
}

TEST_P(NumberErasures, that_fail_do_not_keep_later_ones_from_being_finished) {
    const auto stuck = request("+493012345678", lost_key);
    request("+493012345679", key);
    const NumberErasureContext context{*database, *blobs, clock, key, ledger};
    EXPECT_THROW(finish_number_erasures(context, {}), Error);
    EXPECT_EQ(open_ones(), std::vector{stuck});
    EXPECT_THROW(finish_number_erasures(context, {}), Error);
}

TEST_P(NumberErasures, that_fail_by_a_mistake_in_the_program_do_not_keep_later_ones_from_being_finished) {
    const auto stuck = request("", key);  // which no other part of the program lets through
    request(olga, key);
    const NumberErasureContext context{*database, *blobs, clock, key, ledger};
    EXPECT_THROW(finish_number_erasures(context, {}), std::out_of_range);
    EXPECT_EQ(open_ones(), std::vector{stuck});
}

}  // namespace rollcall::erasures

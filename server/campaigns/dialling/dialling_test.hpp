#pragma once

#include <gtest/gtest.h>

#include <array>
#include <deque>
#include <functional>
#include <memory>
#include <string>
#include <vector>

#include "accounts/account_store.hpp"
#include "calls/intake/external_id_store.hpp"
#include "campaigns/attempts/attempt_store.hpp"
#include "campaigns/campaign_store.hpp"
#include "campaigns/dialling/dialler.hpp"
#include "connectors/connections/connection_store.hpp"
#include "contacts/contact_store.hpp"
#include "core/temporary_folder.hpp"
#include "database/testing_backends.hpp"

/// Tests of what makes the calls of campaigns.
namespace rollcall::campaigns::testing {

void insert_company(database::Transaction& tx, const CompanyId& id);
void insert_agent(database::Transaction& tx, const AgentId& id, const CompanyId& company);
void seal_key(database::Transaction& tx, const ConnectionId& connection, const std::string& sealed);

/// Takes every call, unless it is told otherwise.
class StandInPlacer : public connectors::CallPlacer {
public:
    connectors::PlacedCall place_call(const connectors::CallRoute& route, const connectors::CallOrder& order) override {
        routes.push_back(route);
        orders.push_back(order);
        if (while_placing) while_placing(order);
        if (answers.empty()) {
            return {.result = connectors::PlacedCall::Result::placed,
                    .external_call_id = "call of " + order.attempt.text(),
                    .detail = ""};
        }
        const auto answer = answers.front();
        answers.pop_front();
        return answer;
    }

    connectors::CallLookup find_placed_call(const connectors::CallRoute&, const connectors::CallOrder& order) override {
        looked_for.push_back(order.attempt);
        return lookup;
    }

    std::deque<connectors::PlacedCall> answers;
    connectors::CallLookup lookup{.result = connectors::CallLookup::Result::not_found};
    std::function<void(const connectors::CallOrder&)> while_placing;
    std::vector<connectors::CallRoute> routes;
    std::vector<connectors::CallOrder> orders;
    std::vector<AttemptId> looked_for;
};

/// A company with an agent at a platform, and its contacts. It is ten o'clock in Berlin, on a Monday.
class Dialling : public database::testing::OnEachBackend {
protected:
    using Transaction = database::Transaction;
    using Result = connectors::PlacedCall::Result;

    void SetUp() override {
        clock.time = *time_from_rfc3339("2026-11-30T09:00:00Z");
        database->write([&](Transaction& tx) {
            EXPECT_TRUE(accounts::insert_account_row(tx, {.name = "Account"}, clock.now()));
            for (const auto& company : {bakery, garage}) {
                insert_company(tx, company);
            }
            add_connection(tx, vapi);
            add_agent(tx, agent, vapi);
        });
    }

    void add_connection(Transaction& tx, const ConnectionId& id) {
        EXPECT_TRUE(connectors::insert_connection_row(
            tx, {.id = id, .name = id.text(), .secret_sealed = key.seal("secret"), .created_at = clock.now()}));
        seal_key(tx, id, key.seal("key of " + id.text()));
    }

    void add_agent(Transaction& tx, const AgentId& id, const ConnectionId& connection) {
        insert_agent(tx, id, bakery);
        EXPECT_EQ(calls::insert_external_id_row(tx, {connection, "external " + id.text()}, id),
                  calls::ExternalIdStored::yes);
    }

    Campaign active_campaign(const std::string& id) const {
        return {.id = CampaignId(id),
                .company_id = bakery,
                .agent_id = agent,
                .name = id,
                .state = CampaignState::active,
                .connection_id = vapi,
                .from_number_id = "number",
                .from_number = "+4930111111",
                .days = 0b001'1111,
                .hours_from = 9 * 60,
                .hours_to = 18 * 60,
                .calls_per_hour = 3600,
                .at_once = 100,
                .attempts = 3,
                .retry_minutes = "[60, 240]",
                .calls_abroad = true,
                .variables = R"({"first_name": "name"})",
                .audience_state = AudienceState::complete,
                .look_at = clock.now(),
                .created_at = clock.now(),
                .updated_at = clock.now()};
    }

    void add_campaign(const Campaign& campaign) {
        database->write([&](Transaction& tx) { insert_campaign_row(tx, campaign); });
    }

    ContactId add_contact(const std::string& phone) {
        const ContactId id(fmt::format("contact of {}", phone));
        database->write([&](Transaction& tx) {
            contacts::insert_contact_row(
                tx, {.id = id,
                     .company_id = bakery,
                     .name = "Maria",
                     .phone = phone,
                     .consent = contacts::Consent{.purpose = "News", .source = "Form", .at = clock.now()},
                     .created_at = clock.now(),
                     .updated_at = clock.now()});
        });
        return id;
    }

    /// A planned attempt, due now, of a contact with this number.
    AttemptId plan(const CampaignId& campaign, const std::string& phone, const ContactId& contact) {
        const Attempt attempt{.id = AttemptId::make(clock.now()),
                              .campaign_id = campaign,
                              .contact_id = contact,
                              .phone = phone,
                              .due_at = clock.now(),
                              .changed_at = clock.now()};
        database->write([&](Transaction& tx) { insert_attempt_rows(tx, std::array{attempt}); });
        return attempt.id;
    }
    AttemptId plan(const CampaignId& campaign, const std::string& phone) {
        return plan(campaign, phone, add_contact(phone));
    }
    AttemptId plan_one() { return plan(spring.id, fmt::format("+49301234{:04}", ++planned)); }

    Attempt attempt(const AttemptId& id) {
        return database->read([&](Transaction& tx) { return find_attempt_row(tx, id); }).value();
    }
    Attempt last_attempt(const AttemptId& id) {
        const auto first = attempt(id);
        return database
            ->read([&](Transaction& tx) { return find_last_attempt(tx, first.campaign_id, first.contact_id); })
            .value();
    }
    AttemptState state(const AttemptId& id) { return attempt(id).state; }
    Campaign campaign(const CampaignId& id) {
        return database->read([&](Transaction& tx) { return find_campaign_row(tx, id); }).value();
    }
    Campaign campaign() { return campaign(spring.id); }
    AttemptCounts counts(const CampaignId& id) {
        return database->read([&](Transaction& tx) { return list_attempt_counts(tx, id); });
    }

    void dial_all() {
        while (dialler.dial_next()) {
        }
    }
    void pass(Time::duration time) { clock.time += time; }

    calls::ReportedCall report_of(const AttemptId& id, calls::CallStatus status,
                                  std::optional<calls::DialOutcome> outcome = std::nullopt) const {
        return {.id = CallId("reported of " + id.text()),
                .attempt_id = id,
                .connection_id = vapi,
                .external_call_id = "call of " + id.text(),
                .status = status,
                .dial_outcome = outcome};
    }
    void report(const calls::ReportedCall& call) {
        database->write([&](Transaction& tx) { close_reported_attempt(tx, call, clock.now()); });
    }
    void report_end(const AttemptId& id, calls::DialOutcome outcome) {
        report(report_of(id, calls::CallStatus::ended, outcome));
    }

    const CompanyId bakery{std::string_view("bakery")};
    const CompanyId garage{std::string_view("garage")};
    const AgentId agent{std::string_view("agent")};
    const ConnectionId vapi{std::string_view("vapi")};
    TemporaryFolder folder;
    SealingKey key = SealingKey::load_or_create(folder.file("key"));
    std::unique_ptr<database::Database> database = empty.open(clock);
    StandInPlacer placer;
    Dialler dialler{{.database = *database, .clock = clock, .key = key, .placer = placer}};
    Campaign spring = [this] {
        clock.time = *time_from_rfc3339("2026-11-30T09:00:00Z");
        return active_campaign("spring");
    }();
    int planned = 0;
};

}  // namespace rollcall::campaigns::testing

#include "campaigns/dialling/dialling_store.hpp"

#include <algorithm>

#include "campaigns/dialling/dialler_limits.hpp"
#include "database/described_row.hpp"
#include "database/statement_builder.hpp"

namespace rollcall::campaigns {

namespace {

using database::Row;
using database::StatementBuilder;
using database::Transaction;

CampaignId read_id(const Row& row) { return row.id<CampaignId>(0); }

constexpr std::string_view all_webhooks = "webhooks";

const auto attempt_columns = database::columns_of<Attempt>("a");

/// An attempt of which it is known by now whether it has failed.
struct JudgedAttempt {
    bool has_failed = false;
    Time changed_at;
};

void add_last_attempts(Transaction& tx, const CampaignId& campaign, AttemptState state, Time claimed_since,
                       std::vector<JudgedAttempt>& found) {
    const auto rows = tx.all(
        "SELECT a.changed_at FROM attempts a WHERE a.campaign_id = $1 AND a.state = $2 AND a.changed_at >= $3 AND "
        "a.claimed_at >= $3"
        " ORDER BY a.changed_at DESC, a.id DESC LIMIT $4",
        [](const Row& row) { return row.time(0); }, campaign, state, claimed_since, attempts_compared);
    for (const auto& changed_at : rows) found.push_back({state != AttemptState::done, changed_at});
}

}  // namespace

std::optional<Time> find_next_look(Transaction& tx) {
    const auto times = tx.first(
        "SELECT (SELECT min(c.look_at) FROM campaigns c WHERE c.state = 'active' AND c.look_at IS NOT NULL"
        " AND c.audience_state = 'complete'),"
        " (SELECT min(s.starts_at) FROM campaigns s WHERE s.state = 'scheduled' AND s.audience_state = 'complete')",
        [](const Row& row) {
            using Reader = database::ColumnReader<std::optional<Time>>;
            return std::pair(Reader::read(row, 0), Reader::read(row, 1));
        });
    const auto& [look, start] = *times;
    if (!look || !start) return look ? look : start;
    return std::min(*look, *start);
}

std::string call_destination_of(const Campaign& campaign) {
    return campaign.connection_id ? campaign.connection_id->text() : std::string(all_webhooks);
}

std::optional<CampaignId> find_campaign_to_look_at(Transaction& tx, Time now,
                                                   const std::set<std::string>& except_destinations) {
    StatementBuilder statement(
        "SELECT c.id FROM campaigns c WHERE c.state = 'active' AND c.look_at <= ?"
        " AND c.audience_state = 'complete'",
        {now});
    for (const auto& destination : except_destinations) {
        statement.add(" AND COALESCE(c.connection_id, ?) <> ?", {all_webhooks, destination});
    }
    return statement.add(" ORDER BY c.look_at, c.id LIMIT 1").first(tx, read_id);
}

std::vector<CampaignId> list_campaigns_to_start(Transaction& tx, Time now, std::int64_t limit) {
    return tx.all(
        "SELECT c.id FROM campaigns c WHERE c.state = 'scheduled' AND c.audience_state = 'complete'"
        " AND c.starts_at <= $1 LIMIT $2",
        read_id, now, limit);
}

bool has_look_after(Transaction& tx, Time time) {
    return tx
        .first(
            "SELECT 1 FROM campaigns c WHERE c.state = 'active' AND c.look_at > $1 LIMIT 1",
            [](const Row&) { return true; }, time)
        .has_value();
}

std::vector<CampaignId> list_campaigns_to_pause(Transaction& tx) {
    return tx.all(
        "SELECT c.id FROM campaigns c JOIN agents a ON a.id = c.agent_id"
        " LEFT JOIN connections k ON k.id = c.connection_id"
        " WHERE c.state IN ('active', 'scheduled') AND (a.company_id <> c.company_id"
        " OR (c.connection_id IS NOT NULL AND (k.key_sealed IS NULL OR k.secret_sealed IS NULL)))",
        read_id);
}

std::vector<CampaignId> list_campaigns_under_way(Transaction& tx) {
    return tx.all("SELECT c.id FROM campaigns c WHERE c.state IN ('active', 'scheduled')", read_id);
}

jobs::QueueState read_attempt_queue(Transaction& tx, Time now) {
    // SQLite reads the tables of a CROSS JOIN in their order.
    return jobs::read_queue(tx,
                            "SELECT a.due_at AS since FROM campaigns c CROSS JOIN attempts a WHERE c.state = 'active'"
                            " AND a.campaign_id = c.id AND a.state = 'planned' AND a.due_at <= $1",
                            {now});
}

std::optional<AgentId> find_agent_of_call(Transaction& tx, const CallId& call) {
    return tx.first(
        "SELECT c.agent_id FROM calls c WHERE c.id = $1 AND c.agent_id IS NOT NULL",
        [](const Row& row) { return row.id<AgentId>(0); }, call);
}

std::int64_t count_last_failures(Transaction& tx, const CampaignId& campaign, Time claimed_since) {
    std::vector<JudgedAttempt> last;
    for (const auto state : {AttemptState::done, AttemptState::failed, AttemptState::unknown}) {
        add_last_attempts(tx, campaign, state, claimed_since, last);
    }
    const auto unresolved = tx.all(
        "SELECT a.changed_at FROM attempts a WHERE a.campaign_id = $1"
        " AND a.state IN ('claimed', 'sent', 'talking') AND a.claimed_at >= $2 AND a.reason IS NOT NULL",
        [](const Row& row) { return row.time(0); }, campaign, claimed_since);
    for (const auto& changed_at : unresolved) last.push_back({true, changed_at});
    std::ranges::sort(last, std::ranges::greater(), &JudgedAttempt::changed_at);
    if (std::ssize(last) > attempts_compared) last.resize(attempts_compared);
    return std::ranges::count(last, true, &JudgedAttempt::has_failed);
}

std::vector<Attempt> list_attempts_to_give_up(Transaction& tx, Time claimed_before, Time sent_before,
                                              Time claimed_after, std::int64_t limit) {
    static const auto statement =
        "SELECT " + attempt_columns +
        " FROM attempts a WHERE a.state IN ('claimed', 'sent', 'talking') AND (a.claimed_at <= $2"
        " OR a.claimed_at > $3 OR (a.state = 'claimed' AND a.claimed_at <= $1)) ORDER BY a.claimed_at, a.id LIMIT $4";
    return tx.all(statement, database::read_row<Attempt>, claimed_before, sent_before, claimed_after, limit);
}

std::vector<UnresolvedAttempt> list_unresolved_attempts(Transaction& tx, Time claimed_after, Time claimed_until,
                                                        std::int64_t limit) {
    static const auto statement =
        "SELECT " + database::columns_of<UnresolvedAttempt>("a", {{"connection_id", "c.connection_id"}}) +
        // SQLite reads the tables of a CROSS JOIN in their order; the states are those of the index of open attempts.
        " FROM attempts a CROSS JOIN campaigns c WHERE c.id = a.campaign_id"
        " AND a.state IN ('claimed', 'sent', 'talking') AND a.state = 'claimed' AND a.claimed_at > $1"
        " AND a.claimed_at <= $2 AND c.connection_id IS NOT NULL ORDER BY a.claimed_at, a.id LIMIT $3";
    return tx.all(statement, database::read_row<UnresolvedAttempt>, claimed_after, claimed_until, limit);
}

}  // namespace rollcall::campaigns

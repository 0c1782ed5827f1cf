#include "campaigns/attempts/attempt_store.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <array>

#include "campaigns/dialling/dialler_limits.hpp"
#include "core/enum_names.hpp"
#include "database/described_row.hpp"
#include "database/described_write.hpp"
#include "database/statement_builder.hpp"

namespace rollcall::campaigns {

namespace {

using database::Row;
using database::Transaction;

const auto columns = database::columns_of<Attempt>("a");
const auto select_attempt = "SELECT " + columns + " FROM attempts a WHERE a.id = $1";
const auto select_last = "SELECT " + columns +
                         " FROM attempts a WHERE a.campaign_id = $1 AND a.contact_id = $2"
                         " ORDER BY a.number DESC LIMIT 1";
const auto select_by_external_call = "SELECT " + columns +
                                     " FROM attempts a JOIN campaigns c ON c.id = a.campaign_id"
                                     " WHERE a.external_call_id = $2 AND c.connection_id = $1"
                                     " ORDER BY a.id DESC LIMIT 1";
const auto select_planned = "SELECT " + columns +
                            " FROM attempts a WHERE a.campaign_id = $1 AND a.state = 'planned'"
                            " ORDER BY a.due_at, a.id LIMIT $2";
const auto select_due = "SELECT " + columns +
                        " FROM attempts a WHERE a.campaign_id = $1 AND a.state = 'planned' AND a.due_at <= $2"
                        " ORDER BY a.due_at, a.id LIMIT $3";

/// What the counts rest on.
struct KindRow {
    CampaignId campaign_id;
    std::int64_t number = 1;
    AttemptState state = AttemptState::planned;
    std::optional<std::string> reason{};
    std::optional<calls::DialOutcome> outcome{};
    bool has_later = false;   ///< whether there is a later one of the contact
    bool was_called = false;  ///< whether an earlier one of the contact is done or has failed
};
BOOST_DESCRIBE_STRUCT(KindRow, (), (campaign_id, number, state, reason, outcome, has_later, was_called))

constexpr auto has_later_attempt =
    "CASE WHEN EXISTS (SELECT 1 FROM attempts later WHERE later.campaign_id = a.campaign_id"
    " AND later.contact_id = a.contact_id AND later.number > a.number) THEN 1 ELSE 0 END";
/// Of a row of `attempts`, or of what is called so.
std::string was_called_before(std::string_view attempt) {
    return fmt::format(
        "CASE WHEN EXISTS (SELECT 1 FROM attempts earlier WHERE earlier.campaign_id = {0}.campaign_id"
        " AND earlier.contact_id = {0}.contact_id AND earlier.number < {0}.number AND earlier.state IN ('done', "
        "'failed'))"
        " THEN 1 ELSE 0 END",
        attempt);
}
const auto kind_columns =
    database::columns_of<KindRow>("a", {{"has_later", has_later_attempt}, {"was_called", was_called_before("a")}});

KindRow kind_row_of(const Attempt& attempt, bool has_later, bool was_called) {
    return {.campaign_id = attempt.campaign_id,
            .number = attempt.number,
            .state = attempt.state,
            .reason = attempt.reason,
            .outcome = attempt.outcome,
            .has_later = has_later,
            .was_called = was_called};
}

std::string kind_of(const KindRow& row) {
    if (row.state == AttemptState::skipped && row.has_later) return std::string(skipped_retried);
    if (row.state == AttemptState::skipped && row.was_called) return std::string(skipped_after_call);
    if (row.state == AttemptState::skipped) return fmt::format("skipped/{}", row.reason.value_or(""));
    if (row.state == AttemptState::done) {
        return fmt::format("done/{}", enum_name(row.outcome.value_or(calls::DialOutcome::answered)));
    }
    if (row.state == AttemptState::unknown && row.has_later) return std::string(unknown_retried);
    return std::string(enum_name(row.state));
}

/// What is to be added to the counts of campaigns.
class CountChanges {
public:
    void add(const KindRow& row, std::int64_t count) {
        changes_[{row.campaign_id, kind_of(row)}] += count;
        if (row.state == AttemptState::done && row.reason == not_successful) {
            changes_[{row.campaign_id, std::string(not_successful)}] += count;
        }
        if (row.number > 1) changes_[{row.campaign_id, std::string(retries)}] += count;
    }

    void store(Transaction& tx) const {
        for (const auto& [key, count] : changes_) {
            if (count == 0) continue;
            tx.execute_later(
                "INSERT INTO attempt_counts (campaign_id, kind, count) VALUES ($1, $2, $3)"
                " ON CONFLICT (campaign_id, kind) DO UPDATE SET count = attempt_counts.count + excluded.count",
                key.first, key.second, count);
        }
    }

private:
    std::map<std::pair<CampaignId, std::string>, std::int64_t> changes_;
};

std::optional<KindRow> find_kind_row(Transaction& tx, const AttemptId& id) {
    static const auto statement = "SELECT " + kind_columns + " FROM attempts a WHERE a.id = $1";
    return tx.first(statement, database::read_row<KindRow>, id);
}

std::vector<KindRow> list_later_kind_rows(Transaction& tx, const Attempt& attempt) {
    static const auto statement =
        "SELECT " + kind_columns + " FROM attempts a WHERE a.campaign_id = $1 AND a.contact_id = $2 AND a.number > $3";
    return tx.all(statement, database::read_row<KindRow>, attempt.campaign_id, attempt.contact_id, attempt.number);
}

/// The kind of the attempt before may depend on whether there is a later one.
void add_one_before(Transaction& tx, const CampaignId& campaign, const ContactId& contact, std::int64_t number,
                    bool has_later_now, CountChanges& changes) {
    if (number == 1) return;
    static const auto statement = "SELECT " + kind_columns +
                                  " FROM attempts a WHERE a.campaign_id = $1 AND a.contact_id = $2 AND a.number = $3"
                                  " AND a.state IN ('skipped', 'unknown')";
    auto row = tx.first(statement, database::read_row<KindRow>, campaign, contact, number - 1);
    if (!row) return;
    row->has_later = !has_later_now;
    changes.add(*row, -1);
    row->has_later = has_later_now;
    changes.add(*row, 1);
}

}  // namespace

void insert_attempt_rows(Transaction& tx, std::span<const Attempt> attempts) {
    static const auto statement = database::insert_statement<Attempt>("attempts");
    CountChanges changes;
    for (const auto& attempt : attempts) {
        tx.execute_later_with(statement, database::column_values(attempt));
        changes.add(kind_row_of(attempt, false, false), 1);  // a retry is planned, and has none after it
        add_one_before(tx, attempt.campaign_id, attempt.contact_id, attempt.number, true, changes);
    }
    changes.store(tx);
}

std::optional<Attempt> find_attempt_row(Transaction& tx, const AttemptId& id) {
    return tx.first(select_attempt, database::read_row<Attempt>, id);
}

std::optional<Attempt> find_last_attempt(Transaction& tx, const CampaignId& campaign, const ContactId& contact) {
    return tx.first(select_last, database::read_row<Attempt>, campaign, contact);
}

std::optional<Attempt> find_attempt_by_external_call(Transaction& tx, const ConnectionId& connection,
                                                     const std::string& external_call_id) {
    return tx.first(select_by_external_call, database::read_row<Attempt>, connection, external_call_id);
}

void update_attempt_row(Transaction& tx, const Attempt& attempt) {
    static const auto statement = "UPDATE attempts SET " + database::set_clause<Attempt>() +
                                  fmt::format(" WHERE id = ${}", database::column_names<Attempt>().size() + 1);
    CountChanges changes;
    const auto before = find_kind_row(tx, attempt.id);
    if (!before) return;
    changes.add(*before, -1);
    // The kinds of later ones may depend on this one: an unknown one may be reported after them.
    const auto add_later = [&](std::int64_t count) {
        if (!before->has_later) return;
        for (const auto& later : list_later_kind_rows(tx, attempt)) changes.add(later, count);
    };
    add_later(-1);
    auto values = database::column_values(attempt);
    values.emplace_back(attempt.id);
    tx.execute_with(statement, values);
    add_later(1);
    changes.add(kind_row_of(attempt, before->has_later, before->was_called), 1);
    changes.store(tx);
}

void delete_attempt_row(Transaction& tx, const Attempt& attempt) {
    CountChanges changes;
    if (const auto before = find_kind_row(tx, attempt.id)) changes.add(*before, -1);
    add_one_before(tx, attempt.campaign_id, attempt.contact_id, attempt.number, false, changes);
    tx.execute("DELETE FROM attempts WHERE id = $1", attempt.id);
    changes.store(tx);
}

std::int64_t skip_planned_attempt_rows(Transaction& tx, const CampaignId& campaign, SkipReason reason,
                                       std::int64_t limit, Time now) {
    static const auto statement =
        "UPDATE attempts SET state = 'skipped', reason = $2, due_at = NULL, wait_reason = NULL, wait_time_zone = NULL,"
        " ended_at = $4, changed_at = $4 WHERE id IN (SELECT p.id FROM attempts p WHERE p.campaign_id = $1"
        " AND p.state = 'planned' ORDER BY p.due_at, p.id LIMIT $3) RETURNING " +
        was_called_before("attempts");
    const auto were_called = tx.all(
        statement, [](const Row& row) { return row.integer(0) != 0; }, campaign, reason, limit, now);
    CountChanges changes;
    for (const bool was_called : were_called) {
        changes.add({.campaign_id = campaign}, -1);
        changes.add({.campaign_id = campaign,
                     .state = AttemptState::skipped,
                     .reason = std::string(enum_name(reason)),
                     .was_called = was_called},
                    1);
    }
    changes.store(tx);
    return std::ssize(were_called);
}

std::int64_t update_due_after_clock_change(Transaction& tx, const CampaignId& id, Time now, std::int64_t limit) {
    return tx.execute(
        "UPDATE attempts SET due_at = CASE wait_reason WHEN 'hours' THEN $2 ELSE $2 + due_at - changed_at END,"
        " changed_at = $2 WHERE id IN (SELECT p.id FROM attempts p WHERE p.campaign_id = $1 AND p.state = 'planned'"
        " AND p.changed_at > $3 LIMIT $4)",
        id, now, now + clock_tolerance, limit);
}

AttemptCounts list_attempt_counts(Transaction& tx, const CampaignId& campaign) {
    const auto rows = list_attempt_counts_later(tx, campaign).get();
    return {rows.begin(), rows.end()};
}

database::LaterRows<std::vector<std::pair<std::string, std::int64_t>>> list_attempt_counts_later(
    Transaction& tx, const CampaignId& campaign) {
    return tx.all_later(
        "SELECT c.kind, c.count FROM attempt_counts c WHERE c.campaign_id = $1 AND c.count <> 0",
        [](const Row& row) { return std::pair(row.text(0), row.integer(1)); }, campaign);
}

std::int64_t count_open_attempts(Transaction& tx, const CampaignId& campaign) {
    return count_open_attempts_later(tx, campaign).get_only();
}

database::LaterRows<std::vector<std::int64_t>> count_open_attempts_later(Transaction& tx, const CampaignId& campaign) {
    return tx.all_later(
        "SELECT count(*) FROM attempts a WHERE a.campaign_id = $1 AND a.state IN ('claimed', 'sent', 'talking')",
        [](const Row& row) { return row.integer(0); }, campaign);
}

bool has_open_attempt(Transaction& tx, const std::string& phone) {
    return tx
        .first(
            "SELECT 1 FROM attempts a WHERE a.phone = $1 AND a.state IN ('claimed', 'sent', 'talking')",
            [](const Row&) { return true; }, phone)
        .has_value();
}

std::optional<Attempt> find_first_planned_attempt(Transaction& tx, const CampaignId& campaign) {
    auto first = find_first_planned_attempt_later(tx, campaign).get();
    return first.empty() ? std::nullopt : std::optional(std::move(first.front()));
}

database::LaterRows<std::vector<Attempt>> find_first_planned_attempt_later(Transaction& tx,
                                                                           const CampaignId& campaign) {
    return tx.all_later(select_planned, database::read_row<Attempt>, campaign, 1);
}

std::vector<Attempt> list_due_attempts(Transaction& tx, const CampaignId& campaign, Time now, std::int64_t limit) {
    return tx.all(select_due, database::read_row<Attempt>, campaign, now, limit);
}

}  // namespace rollcall::campaigns

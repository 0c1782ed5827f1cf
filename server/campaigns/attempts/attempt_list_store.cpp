#include "campaigns/attempts/attempt_list_store.hpp"

#include "access/scope_store.hpp"
#include "database/described_row.hpp"
#include "database/statement_builder.hpp"

namespace rollcall::campaigns {

namespace {

using database::Transaction;

constexpr auto is_last =
    "CASE WHEN EXISTS (SELECT 1 FROM attempts later WHERE later.campaign_id = a.campaign_id"
    " AND later.contact_id = a.contact_id AND later.number > a.number) THEN 0 ELSE 1 END";

const auto columns =
    database::columns_of<ListedAttempt>("a", {{"contact_name", "contact.name"},
                                              {"has_phone", "CASE WHEN contact.phone IS NULL THEN 0 ELSE 1 END"},
                                              {"visible_call_id", "call.id"},
                                              {"is_last", is_last}});

/// The call is joined where its agent is in the caller's scope.
database::SqlFragment from_attempts(const access::Caller& caller, Time now) {
    auto from = access::agents_with(caller, {}, now).contains("call.agent_id");
    from.sql =
        "attempts a LEFT JOIN contacts contact ON contact.id = a.contact_id"
        " LEFT JOIN calls call ON call.id = a.call_id AND (" +
        from.sql + ")";
    return from;
}

}  // namespace

database::Page<ListedAttempt> list_attempts(Transaction& tx, const access::Caller& caller, const CampaignId& campaign,
                                            const AttemptChoice& choice, const database::PageRequest& request,
                                            Time now) {
    const auto from = from_attempts(caller, now);
    database::ListQuery query(columns, from.sql, "a.id", from.values);
    if (choice.contact) {
        query.where("a.contact_id = ?", {*choice.contact});
        query.where("a.campaign_id || '' = ?", {campaign});  // or all of a campaign are read, since they are in order
    } else {
        query.where("a.campaign_id = ?", {campaign});
    }
    if (choice.state) query.where("a.state = ?", {*choice.state});
    return query.page(tx, request, database::read_row<ListedAttempt>);
}

std::optional<ListedAttempt> find_listed_attempt(Transaction& tx, const access::Caller& caller,
                                                 const CampaignId& campaign, const AttemptId& id, Time now) {
    database::StatementBuilder statement("SELECT " + columns + " FROM ");
    statement.add(from_attempts(caller, now));
    return statement.where("a.id = ?", {id})
        .where("a.campaign_id = ?", {campaign})
        .first(tx, database::read_row<ListedAttempt>);
}

}  // namespace rollcall::campaigns

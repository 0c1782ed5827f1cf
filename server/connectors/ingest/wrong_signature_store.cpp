#include "connectors/ingest/wrong_signature_store.hpp"

namespace rollcall::connectors {

namespace {

constexpr auto select_network = "SELECT period_began, wrong, is_known FROM wrong_signatures WHERE subject = $1";
constexpr auto insert_network = R"(
    INSERT INTO wrong_signatures (subject, period_began, wrong, is_known, number)
    VALUES ($1, $2, $3, $4, (SELECT COALESCE(MAX(number), 0) + 1 FROM wrong_signatures WHERE is_known = $4)))";
constexpr auto delete_passed = "DELETE FROM wrong_signatures WHERE is_known = 0 AND period_began <= $1";
constexpr auto delete_oldest = R"(
    DELETE FROM wrong_signatures
    WHERE is_known = $1 AND number <= (SELECT MAX(number) FROM wrong_signatures WHERE is_known = $1) - $2)";
constexpr auto update_network = "UPDATE wrong_signatures SET period_began = $2, wrong = $3 WHERE subject = $1";
constexpr auto delete_network = "DELETE FROM wrong_signatures WHERE subject = $1";

}  // namespace

std::optional<CountedSignatures> find_counted_signatures(database::Transaction& tx, std::string_view subject) {
    return tx.first(
        select_network,
        [](const database::Row& row) {
            return CountedSignatures{row.time(0), static_cast<int>(row.integer(1)), row.boolean(2)};
        },
        subject);
}

void insert_counted_signatures(database::Transaction& tx, std::string_view subject, const CountedSignatures& counted,
                               Time passed_before, std::size_t max_networks) {
    tx.execute_later(delete_passed, passed_before);
    tx.execute_later(insert_network, subject, counted.period_began, counted.wrong, counted.is_known);
    tx.execute_later(delete_oldest, counted.is_known, max_networks);
}

void update_counted_signatures(database::Transaction& tx, std::string_view subject, const CountedSignatures& counted) {
    tx.execute_later(update_network, subject, counted.period_began, counted.wrong);
}

void delete_counted_signatures(database::Transaction& tx, std::string_view subject) {
    tx.execute_later(delete_network, subject);
}

}  // namespace rollcall::connectors

#include "erasures/number_erasures.hpp"

#include <gtest/gtest.h>

#include "core/error.hpp"
#include "core/temporary_folder.hpp"
#include "database/testing_backends.hpp"
#include "storage/folder_blobs.hpp"

namespace rollcall::erasures {

namespace {

using database::Transaction;

class NumberErasures : public database::testing::OnEachBackend {
protected:
    NumberErasures() {
        database->write([&](Transaction& tx) {
            tx.execute(R"(INSERT INTO members (id, email, email_folded, name, name_folded, role, permissions,
                                               password_hash, created_at)
                          VALUES ($1, $1, $1, $1, $1, 'administrator', 0, '', 0))",
                       ada);
        });
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
    std::unique_ptr<storage::Blobs> blobs = storage::open_folder_blobs(folder.file("storage"));
    std::unique_ptr<database::Database> database = empty.open(clock);
};
ROLLCALL_ON_BOTH_BACKENDS(NumberErasures);

}  // namespace

TEST_P(NumberErasures, that_fail_do_not_keep_later_ones_from_being_finished) {
    const auto stuck = request("+493012345678", lost_key);
    request("+493012345679", key);
    const NumberErasureContext context{*database, *blobs, clock, key};
    EXPECT_THROW(finish_number_erasures(context, {}), Error);
    EXPECT_EQ(open_ones(), std::vector{stuck});
    EXPECT_THROW(finish_number_erasures(context, {}), Error);
}

}  // namespace rollcall::erasures

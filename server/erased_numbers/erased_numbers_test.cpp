#include "erased_numbers/erased_numbers.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "core/temporary_folder.hpp"
#include "database/testing_backends.hpp"

namespace rollcall::erased_numbers {

namespace {

using ::testing::Contains;
using ::testing::ElementsAre;
using ::testing::IsEmpty;
using ::testing::IsSupersetOf;
using ::testing::Not;

class ErasedNumbers : public database::testing::OnEachBackend {
protected:
    TemporaryFolder folder;
    SealingKey key = SealingKey::load_or_create(folder.file("key"));
    std::unique_ptr<database::Database> database = empty.open(clock);
};
ROLLCALL_ON_BOTH_BACKENDS(ErasedNumbers);

}  // namespace

TEST_P(ErasedNumbers, are_known_from_their_erasure_on_by_the_key_that_they_were_hashed_with) {
    const std::string phone = "+493012345678";
    const auto is_erased = [&](const SealingKey& by, const std::string& one) {
        return database->read([&](database::Transaction& tx) { return !find_erased_numbers(tx, by, {one}).empty(); });
    };
    EXPECT_FALSE(is_erased(key, phone));
    database->write([&](database::Transaction& tx) { remember_erased_number(tx, key, phone, clock.now()); });
    EXPECT_TRUE(is_erased(key, phone));
    EXPECT_FALSE(is_erased(key, "+493012345679"));
    EXPECT_FALSE(is_erased(SealingKey::load_or_create(folder.file("another key")), phone));

    const auto first = clock.now();
    clock.time += std::chrono::seconds(5);
    database->write([&](database::Transaction& tx) { remember_erased_number(tx, key, phone, clock.now()); });
    const std::vector<std::string> phones(20, phone);
    const auto last = database->read([&](database::Transaction& tx) { return find_erasure_time(tx, key, phones); });
    EXPECT_EQ(last, clock.now());
    EXPECT_GT(last, first);
}

TEST(PossibleNumbers, are_read_in_the_forms_of_platforms) {
    for (const std::string_view text :
         {"+493012345678", "+49 (30) 123-456.78", "493012345678", "00493012345678", "tel:+493012345678",
          "sip:+493012345678@trunk.example;user=phone", "+٤٩٣٠١٢٣٤٥٦٧٨"}) {
        EXPECT_THAT(possible_numbers(text, ""), Contains("+493012345678")) << text;
    }
    EXPECT_THAT(possible_numbers("030 12345678", "DE"), Contains("+493012345678"));
    EXPECT_THAT(possible_numbers("030 12345678", ""), Not(Contains("+493012345678")));
    EXPECT_THAT(possible_numbers("sip:reception@trunk.example", "DE"), IsEmpty());
    EXPECT_THAT(possible_numbers("", "DE"), IsEmpty());
    EXPECT_THAT(possible_numbers("anonymous", "DE"), IsEmpty());
}

TEST(WritingsOf, a_number_are_those_within_its_country_and_from_abroad) {
    const auto writings = writings_of("+493012345678");
    EXPECT_THAT(writings.regions, ElementsAre("DE"));
    EXPECT_EQ(writings.national, "03012345678");
    EXPECT_THAT(writings.international, Contains("00493012345678"));
    EXPECT_EQ(writings.sip_addresses.front().begin, "sip:+493012345678@");
    EXPECT_LT("sip:+493012345678@trunk.example", writings.sip_addresses.front().end);
    EXPECT_THAT(writings_of("+80012345678").regions, IsEmpty());
    EXPECT_THAT(writings.digits, ElementsAre("493012345678", "4903012345678"));
    EXPECT_THAT(writings.international, IsSupersetOf({"+4903012345678", "004903012345678"}));
    EXPECT_THAT(writings_of("+80012345678").digits, ElementsAre("80012345678"));
    EXPECT_THAT(writings_of("+14165550100").regions, IsSupersetOf({"US", "CA"}));
}

TEST(ErasedForm, of_a_number_does_not_tell_it) {
    TemporaryFolder folder;
    const auto key = SealingKey::load_or_create(folder.file("key"));
    const auto form = erased_form(key, "+493012345678");
    EXPECT_TRUE(is_erased_form(form));
    EXPECT_FALSE(is_erased_form("+493012345678"));
    EXPECT_EQ(form.find("3012345678"), std::string::npos);
    EXPECT_NE(form, erased_form(key, "+493012345679"));
}

}  // namespace rollcall::erased_numbers

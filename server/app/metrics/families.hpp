#pragma once

#include <prometheus/labels.h>
#include <prometheus/metric_family.h>

#include <string>
#include <utility>
#include <vector>

/// Families of metrics that were not counted by the library.
namespace rollcall::app {

using Families = std::vector<prometheus::MetricFamily>;

/// Values of one name, each with its labels.
using LabelledValues = std::vector<std::pair<prometheus::Labels, double>>;

void add_counter(Families& families, std::string name, std::string help, double value);
void add_gauge(Families& families, std::string name, std::string help, double value);
void add_labelled_gauge(Families& families, std::string name, std::string help, const LabelledValues& values);
/// `collected` is what a prometheus::Histogram has collected.
void add_histogram(Families& families, std::string name, std::string help, prometheus::ClientMetric collected);
void add_all(Families& families, Families others);

}  // namespace rollcall::app

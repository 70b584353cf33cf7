/**
 * A write coordinator with a verified commit protocol: the library and its command line.
 *
 * <p>Only what users and extensions need is exported. The command line's libraries and the
 * OpenTelemetry API are optional at run time.
 */
@SuppressWarnings("requires-automatic") // OpenTelemetry's API and HdrHistogram have no descriptor.
module org.waymark {
  requires static HdrHistogram;
  requires static com.fasterxml.jackson.databind;
  requires static info.picocli;
  requires static io.opentelemetry.api;
  requires static jdk.jfr;
  requires static transitive org.jspecify;

  exports org.waymark;
  exports org.waymark.cli;
  exports org.waymark.disk;
  exports org.waymark.observe;

  opens org.waymark.cli to
      info.picocli;

  uses org.waymark.cli.Subcommand;
}

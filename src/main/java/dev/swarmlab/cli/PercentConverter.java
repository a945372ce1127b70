package dev.swarmlab.cli;

import java.math.BigDecimal;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/** Reads a percentage, as in {@code 1%} or {@code 0.5}, from 0 to 100. */
final class PercentConverter implements ITypeConverter<BigDecimal> {

    private static final Pattern PATTERN = Pattern.compile("([0-9]{1,3}(\\.[0-9]{1,3})?)%?");
    private static final BigDecimal MOST = BigDecimal.valueOf(100);

    @Override
    public BigDecimal convert(String text) {
        Matcher matcher = PATTERN.matcher(text);
        if (matcher.matches()) {
            BigDecimal percent = new BigDecimal(matcher.group(1));
            if (percent.compareTo(MOST) <= 0) {
                return percent;
            }
        }
        throw new TypeConversionException("'" + text + "' is not a percentage; write it like 1%, at most 100%");
    }
}

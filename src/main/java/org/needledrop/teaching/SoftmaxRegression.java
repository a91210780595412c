package org.needledrop.teaching;

import java.util.Arrays;
import java.util.List;
import org.hipparchus.optim.ConvergenceChecker;
import org.hipparchus.optim.InitialGuess;
import org.hipparchus.optim.MaxEval;
import org.hipparchus.optim.PointValuePair;
import org.hipparchus.optim.nonlinear.scalar.GoalType;
import org.hipparchus.optim.nonlinear.scalar.ObjectiveFunction;
import org.hipparchus.optim.nonlinear.scalar.ObjectiveFunctionGradient;
import org.hipparchus.optim.nonlinear.scalar.gradient.NonLinearConjugateGradientOptimizer;
import org.needledrop.scoring.LinearHead;

/**
 * Multinomial logistic regression with a ridge penalty: minimises the mean cross-entropy plus
 * {@code ridge / 2} times the squared weights, without biases (Hastie, Tibshirani, Friedman, "The
 * Elements of Statistical Learning", 4.4 and 18.3.2).
 */
final class SoftmaxRegression {

  private static final int MAX_ITERATIONS = 200;
  private static final double RELATIVE_CHANGE = 1e-6;

  private final double[][] inputs;
  private final int[] genreOf;
  private final int genres;
  private final int size;
  private final double ridge;

  private SoftmaxRegression(double[][] inputs, int[] genreOf, int genres, double ridge) {
    this.inputs = inputs;
    this.genreOf = genreOf;
    this.genres = genres;
    this.size = inputs[0].length;
    this.ridge = ridge;
  }

  /** Fits a head to the examples. */
  static LinearHead fit(List<Example> examples, int genres, double ridge) {
    Standardiser standardiser = new Standardiser(examples);
    double[][] inputs =
        examples.stream()
            .map(example -> standardiser.of(example.embedding()))
            .toArray(double[][]::new);
    int[] genreOf = examples.stream().mapToInt(Example::genre).toArray();
    double[] best = new SoftmaxRegression(inputs, genreOf, genres, ridge).minimise();
    return standardiser.head(best, genres);
  }

  private double[] minimise() {
    ConvergenceChecker<PointValuePair> converged =
        (iteration, before, now) ->
            iteration >= MAX_ITERATIONS
                || before.getValue() - now.getValue() < RELATIVE_CHANGE * now.getValue();
    return new NonLinearConjugateGradientOptimizer(
            NonLinearConjugateGradientOptimizer.Formula.POLAK_RIBIERE, converged)
        .optimize(
            MaxEval.unlimited(),
            new ObjectiveFunction(this::loss),
            new ObjectiveFunctionGradient(this::gradient),
            GoalType.MINIMIZE,
            new InitialGuess(new double[genres * (size + 1)]))
        .getPoint();
  }

  /**
   * @param parameters parameters in the layout of {@link Standardiser#head}
   */
  private double loss(double[] parameters) {
    double sum = 0;
    for (int row = 0; row < inputs.length; row++) {
      sum -= Math.log(Math.max(1e-300, probabilities(parameters, inputs[row])[genreOf[row]]));
    }
    double squares = 0;
    for (int i = 0; i < parameters.length; i++) {
      squares += isBias(i) ? 0 : parameters[i] * parameters[i];
    }
    return sum / inputs.length + ridge / 2 * squares;
  }

  private double[] gradient(double[] parameters) {
    double[] gradient = new double[parameters.length];
    for (int row = 0; row < inputs.length; row++) {
      double[] error = probabilities(parameters, inputs[row]);
      error[genreOf[row]] -= 1;
      for (int genre = 0; genre < genres; genre++) {
        int start = genre * (size + 1);
        double share = error[genre] / inputs.length;
        for (int i = 0; i < size; i++) {
          gradient[start + i] += share * inputs[row][i];
        }
        gradient[start + size] += share;
      }
    }
    for (int i = 0; i < parameters.length; i++) {
      gradient[i] += isBias(i) ? 0 : ridge * parameters[i];
    }
    return gradient;
  }

  private boolean isBias(int parameter) {
    return parameter % (size + 1) == size;
  }

  private double[] probabilities(double[] parameters, double[] input) {
    double[] logits = new double[genres];
    for (int genre = 0; genre < genres; genre++) {
      int start = genre * (size + 1);
      double sum = parameters[start + size];
      for (int i = 0; i < size; i++) {
        sum += parameters[start + i] * input[i];
      }
      logits[genre] = sum;
    }
    double highest = Arrays.stream(logits).max().orElseThrow();
    double[] powers = Arrays.stream(logits).map(logit -> Math.exp(logit - highest)).toArray();
    double total = Arrays.stream(powers).sum();
    return Arrays.stream(powers).map(power -> power / total).toArray();
  }
}
